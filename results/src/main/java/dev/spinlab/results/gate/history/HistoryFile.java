package dev.spinlab.results.gate.history;

import dev.spinlab.results.run.BadRunException;
import dev.spinlab.results.run.JsonFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The history as a file of one JSON object per line.
 *
 * <p>An append that is interrupted leaves at most one line that cannot be read: it touches nothing that is there, and
 * the next append begins a line of its own.
 */
public final class HistoryFile {
    /** Name of the file in the results folder. */
    public static final String NAME = "history.jsonl";

    private static final String REMEDY = "restore it from version control, or remove it and begin a new history";

    private HistoryFile() {}

    /**
     * Where the history of a results folder lies.
     *
     * @param results the folder
     * @return path of its {@value #NAME}, which may not exist
     */
    public static Path in(Path results) {
        return results.resolve(NAME);
    }

    /**
     * Checks that an append will do, which is better known before an hour of measuring than after it.
     *
     * @param file the file, which may not exist
     * @throws BadRunException if it is there and is no history, or if it can be seen that it cannot be written
     */
    public static void requireAppendable(Path file) {
        Path there = file.toAbsolutePath().normalize();
        if (Files.exists(there)) {
            read(file);
        } else {
            while (there != null && !Files.exists(there)) {
                there = there.getParent();
            }
            if (there != null && !Files.isDirectory(there)) {
                throw new BadRunException(file, there + " is no folder", "name a file in a folder");
            }
        }
        if (there != null && !Files.isWritable(there)) {
            throw new BadRunException(
                    file, "cannot be written (permission denied)", "make " + there + " writable or name another file");
        }
    }

    /**
     * Appends a line and has it written to the disk.
     *
     * @param file the file, made with its folder if need be
     * @param entry the content of the line
     * @throws BadRunException if it cannot be written
     */
    public static void append(Path file, HistoryEntry entry) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            String line = JsonFiles.STRICT.writeValueAsString(entry) + "\n";
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                long end = channel.size();
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(endsWithin(channel, end) ? "\n" + line : line);
                while (bytes.hasRemaining()) {
                    end += channel.write(bytes, end);
                }
                channel.force(true);
            }
        } catch (IOException e) {
            throw BadRunException.unwritable(file, e);
        }
    }

    /** Whether an interrupted append left a line without its end. */
    private static boolean endsWithin(FileChannel channel, long size) throws IOException {
        if (size == 0) {
            return false;
        }
        ByteBuffer last = ByteBuffer.allocate(1);
        channel.read(last, size - 1);
        return last.get(0) != '\n';
    }

    /**
     * Reads all lines that can be read.
     *
     * @param file the file
     * @return the entries by time, and a warning for each line that was skipped
     * @throws BadRunException if the file is missing or unreadable, or if it has lines and none can be read
     */
    public static History read(Path file) {
        List<HistoryEntry> entries = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            try {
                entries.add(entry(lines.get(i)));
            } catch (JacksonException | IllegalArgumentException e) {
                problems.add("line " + (i + 1) + ": " + problem(e));
            }
        }
        if (entries.isEmpty() && !problems.isEmpty()) {
            throw new BadRunException(
                    file, "none of its " + problems.size() + " lines can be read, " + problems.get(0), REMEDY);
        }
        entries.sort(Comparator.comparing(HistoryEntry::at));
        return new History(
                entries,
                problems.stream().map(p -> file + ", " + p + "; skipped").toList());
    }

    /** Bytes that are no UTF-8 spoil their line only. */
    private static List<String> lines(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (NoSuchFileException e) {
            throw new BadRunException(file, "no such file", "let a gate append to it first, or name another file", e);
        } catch (IOException e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new BadRunException(file, "cannot be read (" + reason + ")", "check the file and its permissions", e);
        }
    }

    private static HistoryEntry entry(String line) {
        JsonNode tree = JsonFiles.STRICT.readTree(line);
        JsonNode schema = tree.get("schema");
        if (schema == null || !schema.isInt()) {
            throw new IllegalArgumentException("has no schema number");
        }
        if (schema.intValue() != HistoryEntry.SCHEMA) {
            throw new IllegalArgumentException("schema " + schema.intValue() + " is "
                    + (schema.intValue() > HistoryEntry.SCHEMA ? "newer" : "older") + " than this build reads ("
                    + HistoryEntry.SCHEMA + ")");
        }
        return JsonFiles.STRICT.treeToValue(tree, HistoryEntry.class);
    }

    private static String problem(RuntimeException e) {
        if (e instanceof tools.jackson.core.exc.StreamReadException) {
            return "not valid JSON, or cut short";
        }
        String message = e instanceof JacksonException json ? json.getOriginalMessage() : e.getMessage();
        return String.valueOf(message).lines().findFirst().orElse("unreadable value");
    }
}
