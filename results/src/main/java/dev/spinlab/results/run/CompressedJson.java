package dev.spinlab.results.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import tools.jackson.core.JacksonException;

/** Records as compressed JSON: raw data that is large and that nobody reads as text. */
public final class CompressedJson {
    private CompressedJson() {}

    /**
     * Writes a record.
     *
     * @param file the file, in a folder that exists
     * @param content the record
     * @throws BadRunException if it cannot be written
     */
    public static void write(Path file, Object content) {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(JsonFiles.STRICT.writeValueAsBytes(content));
        } catch (IOException e) {
            throw BadRunException.unwritable(file, e);
        }
    }

    /**
     * Reads a record.
     *
     * @param <T> the record
     * @param file the file
     * @param type the record
     * @param remedy what to do about a damaged file
     * @return the content
     * @throws BadRunException if it is missing or damaged; the message is one line
     */
    public static <T> T read(Path file, Class<T> type, String remedy) {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return JsonFiles.STRICT.readValue(in.readAllBytes(), type);
        } catch (ZipException | JacksonException e) {
            throw new BadRunException(file, "is damaged", remedy, e);
        } catch (IOException e) {
            throw BadRunException.unreadable(file, e);
        }
    }

    /**
     * Rejects a record of another schema.
     *
     * @param file the file it comes from
     * @param found the schema of the record
     * @param wanted the schema that this build reads
     * @param remedy what to do about it
     * @throws BadRunException if they differ; the message is one line
     */
    public static void requireSchema(Path file, int found, int wanted, String remedy) {
        if (found != wanted) {
            throw new BadRunException(
                    file, "schema " + found + " is not the one that this build reads (" + wanted + ")", remedy);
        }
    }
}
