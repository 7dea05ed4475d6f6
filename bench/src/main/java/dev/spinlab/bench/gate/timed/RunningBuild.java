package dev.spinlab.bench.gate.timed;

import dev.spinlab.bench.driver.BadInputException;
import dev.spinlab.bench.environment.SourceCommit;
import dev.spinlab.results.gate.machine.TimedBaseline;
import dev.spinlab.results.gate.timed.GateData.Source;
import dev.spinlab.results.run.Environment;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * The build that runs the gate.
 *
 * @param commit full hash, empty if it is not known
 * @param dirty whether the work tree differs from it
 * @param jar the file that runs
 */
public record RunningBuild(String commit, boolean dirty, Path jar) {
    /**
     * Finds it.
     *
     * @param option what it is wanted for, for the message
     * @return the build
     * @throws BadInputException if it does not run from a jar
     */
    public static RunningBuild find(String option) {
        String jar = System.getProperty("java.class.path");
        if (!jar.endsWith(".jar") || jar.contains(File.pathSeparator)) {
            throw new BadInputException(option, "this build does not run from a jar", "start it by java -jar");
        }
        Environment.Source found = SourceCommit.find();
        return new RunningBuild(
                Objects.requireNonNullElse(found.commit(), ""),
                Boolean.TRUE.equals(found.dirty()),
                Path.of(jar).toAbsolutePath());
    }

    /** The build as an arm's source. */
    Source source() {
        return new Source(dirty ? "this build, with uncommitted changes" : "this build", commit, jar.toString());
    }

    /**
     * What was built.
     *
     * @return the hash, with {@code -dirty} after it if the work tree differs; {@link TimedBaseline#UNKNOWN_COMMIT} outside a checkout
     */
    public String version() {
        return commit.isEmpty() ? TimedBaseline.UNKNOWN_COMMIT : commit + (dirty ? "-dirty" : "");
    }

    /**
     * What runs, whatever commit the work tree has moved on to.
     *
     * @return the first 12 hexadecimal digits of the jar's SHA-256
     */
    String digest() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
            return HexFormat.of().formatHex(digest).substring(0, 12);
        } catch (IOException e) {
            throw new BadInputException(jar.toString(), "cannot be read (" + e.getMessage() + ")", "permit it");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
