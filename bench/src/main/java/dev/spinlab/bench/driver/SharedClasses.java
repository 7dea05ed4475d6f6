package dev.spinlab.bench.driver;

import dev.spinlab.bench.harness.SpinlabProfiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * An archive of the classes that every fork loads, made by one JVM and mapped by all others, which start sooner for it: a
 * tenth of a second less where one takes eight tenths. It changes nothing of what runs afterwards. Where it cannot be made
 * forks load their classes as ever.
 */
public final class SharedClasses implements AutoCloseable {
    /** Making an archive takes as long as some twenty forks gain by it. */
    private static final int WORTH_IT = 30;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<String> flags;
    private final Map<String, Path> archives;

    private SharedClasses(List<String> flags, Map<String, Path> archives) {
        this.flags = List.copyOf(flags);
        this.archives = Map.copyOf(archives);
    }

    /**
     * Makes archives if that is worth while: one for each class path, or none at all, so that builds that are compared start
     * in the same way.
     *
     * @param flags JVM flags of the forks
     * @param classPaths their class paths
     * @param forks how many there will be of each
     * @param folder for the archives
     * @return close it after the last fork
     */
    public static SharedClasses of(List<String> flags, Set<String> classPaths, int forks, Path folder) {
        Map<String, Path> archives = new HashMap<>();
        if (forks >= WORTH_IT) {
            for (String classPath : classPaths) {
                archives.put(classPath, folder.resolve("classes-" + archives.size() + ".jsa"));
            }
        }
        SharedClasses classes = new SharedClasses(flags, archives);
        if (archives.entrySet().stream().allMatch(each -> make(flags, each.getKey(), each.getValue()))) {
            return classes;
        }
        classes.close();
        return new SharedClasses(flags, Map.of());
    }

    private static boolean make(List<String> flags, String classPath, Path archive) {
        List<String> command = new ArrayList<>();
        command.add(JvmFlags.program());
        command.addAll(flags);
        command.add("-XX:ArchiveClassesAtExit=" + archive.toAbsolutePath());
        command.addAll(List.of("-Dspinlab.notices=off", "-cp", classPath, JvmFlags.MAIN, "jmh"));
        command.addAll(List.of(Workload.CREATE_DELETE.benchmark(), "-f", "0", "-foe", "true", "-t", "1"));
        command.addAll(List.of("-prof", SpinlabProfiler.class.getName()));
        command.addAll(List.of("-wi", "0", "-i", "1", "-r", "50ms"));
        Process process = null;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    && process.exitValue() == 0
                    && Files.isRegularFile(archive);
        } catch (IOException e) {
            return false; // It would only have saved time.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }

    /**
     * The flags of forks.
     *
     * @param classPath their class path
     * @return those that were given, and the one that names the archive if there is one
     */
    public List<String> flags(String classPath) {
        Path archive = archives.get(classPath);
        if (archive == null) {
            return flags;
        }
        List<String> all = new ArrayList<>(flags);
        all.add("-XX:SharedArchiveFile=" + archive.toAbsolutePath());
        return all;
    }

    @Override
    public void close() {
        for (Path archive : archives.values()) {
            try {
                Files.deleteIfExists(archive);
            } catch (IOException e) {
                System.err.println("note: " + archive + " could not be removed: " + e.getMessage());
            }
        }
    }
}
