package dev.spinlab.bench.environment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The text files in which a kernel describes itself. */
@FunctionalInterface
public interface SystemFiles {

    /**
     * Reads one file.
     *
     * @param path absolute path, for example {@code /proc/cpuinfo}
     * @return its text, or null where it does not exist or may not be read
     */
    @Nullable
    String read(String path);

    /**
     * Reads one file and trims it.
     *
     * @param path absolute path
     * @return its text without surrounding white space, or null where that is missing or empty
     */
    default @Nullable String line(String path) {
        String text = read(path);
        return text == null || text.isBlank() ? null : text.strip();
    }

    /**
     * The files of this machine; a name that ends in {@code .gz} is unpacked.
     *
     * @return a reader to which an unreadable file is a missing one
     */
    static SystemFiles ofThisMachine() {
        return path -> {
            try (InputStream raw = Files.newInputStream(Path.of(path));
                    InputStream in = path.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
                return text(in);
            } catch (IOException missingOrForbidden) {
                return null; // The answer that this port promises: the machine does not tell.
            }
        };
    }

    /** Reads in large pieces: a kernel parameter gives all of itself to the first read, and nothing to the next. */
    private static String text(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] piece = new byte[1 << 16];
        for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
            all.write(piece, 0, n);
        }
        return all.toString(StandardCharsets.UTF_8);
    }
}
