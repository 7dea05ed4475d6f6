package dev.spinlab.bench.driver;

import dev.spinlab.results.run.BadRunException;
import dev.spinlab.results.run.RunDirectory;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The folder of one run, and the link to the newest. */
public final class RunFolder {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int ATTEMPTS = 100;

    private final Path parent;
    private final Path root;

    private RunFolder(Path parent, Path root) {
        this.parent = parent;
        this.root = root;
    }

    /**
     * Makes the folder of a new run.
     *
     * @param parent folder of all runs, made if missing
     * @param now when the run begins
     * @param profile name of the plan
     * @return the folder, empty but for the folders of histograms and series
     * @throws BadInputException if it cannot be made
     */
    public static RunFolder create(Path parent, Instant now, String profile) {
        Path absolute = parent.toAbsolutePath().normalize();
        String name = STAMP.format(now) + "-" + profile;
        try {
            makeParent(absolute);
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                Path root = absolute.resolve(attempt == 1 ? name : name + "-" + attempt);
                try {
                    Files.createDirectory(root);
                } catch (FileAlreadyExistsException taken) {
                    continue; // Another run of this second: the next name is free.
                }
                Files.createDirectory(root.resolve("hlog"));
                Files.createDirectory(root.resolve("series"));
                return new RunFolder(absolute, root);
            }
        } catch (IOException e) {
            throw new BadInputException(
                    "--output " + parent,
                    "cannot make a folder there (" + reason(e) + ")",
                    "give a folder that can be written to");
        }
        throw new BadInputException("--output " + parent, ATTEMPTS + " runs of this second exist", "try again");
    }

    private static void makeParent(Path parent) throws IOException {
        // createDirectories takes offence at a link to a folder, which is a fine place for results.
        if (!Files.isDirectory(parent)) {
            Files.createDirectories(parent);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "it is a file";
        }
        if (e instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (e instanceof FileSystemException fault && fault.getReason() != null) {
            return fault.getReason().toLowerCase(Locale.ROOT);
        }
        return String.valueOf(e.getMessage());
    }

    /**
     * The folder.
     *
     * @return absolute path
     */
    public Path root() {
        return root;
    }

    /**
     * JMH's own output.
     *
     * @return path of the log
     */
    public Path log() {
        return root.resolve("jmh.log");
    }

    /**
     * Where a fork's histograms go.
     *
     * @param trial what the fork measures
     * @param index number of the fork among those of the trial, from 0
     * @return absolute path
     */
    public Path histogram(Trial trial, int index) {
        return root.resolve("hlog").resolve(stem(trial, index) + ".hlog");
    }

    /**
     * Where a fork's backlog over time goes.
     *
     * @param trial what the fork measures
     * @param index number of the fork among those of the trial, from 0
     * @return absolute path
     */
    public Path series(Trial trial, int index) {
        return root.resolve("series").resolve(stem(trial, index) + ".csv");
    }

    private static String stem(Trial trial, int index) {
        return trial.slug() + "-fork" + index;
    }

    /**
     * Names a file as the manifest does.
     *
     * @param file a file of the run
     * @return path relative to the run, with forward slashes
     */
    public String relative(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    /**
     * Writes {@code jmh.json} in one step.
     *
     * @param json its text
     * @throws BadRunException if it cannot be written
     */
    public void writeJmh(String json) {
        Path file = RunDirectory.jmhFile(root);
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.writeString(temporary, json);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw BadRunException.unwritable(file, e);
        }
    }

    /**
     * Lets {@code latest} point to this run: beside the folder of runs if that is called {@code runs}, otherwise in it.
     *
     * @return null if done, otherwise one line that says why not
     */
    public @Nullable String linkLatest() {
        Path home = parent.endsWith("runs") && parent.getParent() != null ? parent.getParent() : parent;
        Path link = home.resolve("latest");
        Path temporary = home.resolve("latest.tmp");
        try {
            if (Files.exists(link, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(link)) {
                return link + " is not a link, so it was left alone";
            }
            Files.deleteIfExists(temporary);
            Files.createSymbolicLink(temporary, home.relativize(root));
            Files.move(temporary, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return null;
        } catch (IOException | UnsupportedOperationException e) {
            // The run is whole without a link; the caller prints why there is none. Some file systems have none at all.
            return "no link " + link + " (" + (e instanceof IOException io ? reason(io) : "not supported here") + ")";
        }
    }
}
