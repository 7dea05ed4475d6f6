package dev.spinlab.results.run;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes the JSON files of a run directory; every fault becomes a {@link BadRunException}. */
public final class JsonFiles {
    private static final String AGAIN = "measure again, or restore the file";

    /**
     * How all files are read: nothing may be missing, cut short or follow after the end; what a newer build added is passed
     * over. Writes a value as one line.
     */
    public static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final JsonMapper MAPPER =
            STRICT.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonFiles() {}

    static JsonNode readTree(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw BadRunException.unreadable(file, e);
        }
        if (isBlank(bytes)) {
            throw new BadRunException(file, "the file is empty", AGAIN);
        }
        try {
            return MAPPER.readTree(bytes);
        } catch (JacksonException e) {
            throw new BadRunException(file, "not valid JSON, or cut short" + where(e), AGAIN, e);
        }
    }

    /**
     * Reads a record that carries a schema number.
     *
     * @param <T> the record
     * @param file the file
     * @param type the record
     * @param schema the number that the file must carry
     * @param lists properties that files of older builds lack, which is taken for an empty list
     * @return the content
     * @throws BadRunException if the file is missing, damaged or of another schema
     */
    public static <T> T readRecord(Path file, Class<T> type, int schema, String... lists) {
        JsonNode tree = readTree(file);
        JsonNode found = tree.get("schema");
        if (found == null || !found.isInt()) {
            throw new BadRunException(file, "no schema number at the top, so this is not a file of a run", AGAIN);
        }
        if (found.intValue() > schema) {
            throw new BadRunException(
                    file,
                    "schema " + found.intValue() + " is newer than this build reads (" + schema + ")",
                    "use the Spinlab version that measured the run, or a newer one");
        }
        if (found.intValue() < schema) {
            throw new BadRunException(
                    file,
                    "schema " + found.intValue() + " is older than this build reads (" + schema + ")",
                    "use the Spinlab version that measured the run, or measure again");
        }
        if (tree instanceof ObjectNode object) {
            for (String list : lists) {
                if (!object.has(list)) {
                    object.putArray(list);
                }
            }
        }
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JacksonException e) {
            throw new BadRunException(file, "content does not fit" + path(e) + ": " + firstLine(e), AGAIN, e);
        }
    }

    /**
     * Writes by way of a temporary file, so that a reader never meets half a file.
     *
     * @param file the file, in a folder that exists
     * @param value the content
     * @throws BadRunException if it cannot be written
     */
    public static void write(Path file, Object value) {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.writeString(temporary, MAPPER.writeValueAsString(value) + "\n");
            move(temporary, file);
        } catch (IOException e) {
            throw BadRunException.unwritable(file, e);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (!Character.isWhitespace(b)) {
                return false;
            }
        }
        return true;
    }

    private static String where(JacksonException e) {
        TokenStreamLocation location = e.getLocation();
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    private static String path(JacksonException e) {
        String path = e.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? Integer.toString(step.getIndex()) : step.getPropertyName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "" : " at '" + path + "'";
    }

    private static String firstLine(JacksonException e) {
        String message = e.getOriginalMessage();
        if (message == null || message.isBlank()) {
            return "unreadable value";
        }
        return message.lines().findFirst().orElse(message);
    }
}
