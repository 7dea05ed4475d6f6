package dev.spinlab.results.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * A run directory, opened: the paths of its parts and the content of the three JSON files.
 *
 * <p>Histograms are read when asked for. Every fault is a {@link BadRunException}.
 */
public final class RunDirectory {
    /** Tag of the latency histogram over all tasks of a fork, in nanoseconds. */
    public static final String LATENCY = "latency.merged";

    /** Tag of the histogram of calls needed per success over all tasks of a fork. */
    public static final String CALLS_UNTIL_SUCCESS = "callsUntilSuccess.merged";

    private final Path root;
    private final Environment environment;
    private final RunManifest manifest;
    private final List<JmhResult> results;

    private RunDirectory(Path root) {
        this.root = root;
        this.environment = readEnvironment(root);
        this.manifest = readManifest(root);
        this.results = JmhFile.read(jmhFile(root));
    }

    /**
     * Opens a run directory and reads its JSON files.
     *
     * @param root the directory
     * @return the run
     * @throws BadRunException if the directory or one of the files is missing, damaged or of another schema
     */
    public static RunDirectory open(Path root) {
        if (!Files.isDirectory(root)) {
            throw new BadRunException(root, "no such run directory", "give the directory of a run, or measure first");
        }
        return new RunDirectory(root);
    }

    /**
     * Where JMH's JSON lies.
     *
     * @param root the run directory
     * @return its {@code jmh.json}
     */
    public static Path jmhFile(Path root) {
        return root.resolve("jmh.json");
    }

    /**
     * Reads {@code environment.json}.
     *
     * @param root the run directory
     * @return the environment
     * @throws BadRunException if it cannot be read
     */
    public static Environment readEnvironment(Path root) {
        return JsonFiles.readRecord(root.resolve("environment.json"), Environment.class, Environment.SCHEMA);
    }

    /**
     * Reads {@code run.json}.
     *
     * @param root the run directory
     * @return the manifest
     * @throws BadRunException if it cannot be read
     */
    public static RunManifest readManifest(Path root) {
        return JsonFiles.readRecord(root.resolve("run.json"), RunManifest.class, RunManifest.SCHEMA, "series");
    }

    /**
     * Writes {@code environment.json}, in one step: a reader sees the old file or the new one.
     *
     * @param root the run directory, which must exist
     * @param environment the content
     * @throws BadRunException if it cannot be written
     */
    public static void write(Path root, Environment environment) {
        JsonFiles.write(root.resolve("environment.json"), environment);
    }

    /**
     * Writes {@code run.json}, in one step: a reader sees the old file or the new one.
     *
     * @param root the run directory, which must exist
     * @param manifest the content
     * @throws BadRunException if it cannot be written
     */
    public static void write(Path root, RunManifest manifest) {
        JsonFiles.write(root.resolve("run.json"), manifest);
    }

    /**
     * The directory itself.
     *
     * @return its path as given
     */
    public Path root() {
        return root;
    }

    /**
     * Where the charts go.
     *
     * @return the {@code charts} folder, which may not exist yet
     */
    public Path charts() {
        return root.resolve("charts");
    }

    /**
     * Where the report goes.
     *
     * @return the path of {@code report.html}, which may not exist yet
     */
    public Path report() {
        return root.resolve("report.html");
    }

    /**
     * What the run was measured on.
     *
     * @return the environment
     */
    public Environment environment() {
        return environment;
    }

    /**
     * How the run was planned and how far it came.
     *
     * @return the manifest
     */
    public RunManifest manifest() {
        return manifest;
    }

    /**
     * JMH's results.
     *
     * @return one per benchmark, parameters and thread count; never empty
     */
    public List<JmhResult> results() {
        return results;
    }

    /**
     * One histogram of a case, all its forks added together.
     *
     * @param benchmark fully qualified benchmark method
     * @param threads workers
     * @param params JMH parameters
     * @param tag tag in the log, for example {@link #LATENCY}
     * @return the sum over the forks, empty where no log of the case has the tag
     * @throws BadRunException if a log that the manifest names cannot be read or lies outside the run directory
     */
    public Optional<Histogram> histogram(String benchmark, int threads, Map<String, String> params, String tag) {
        Histogram sum = null;
        for (RunManifest.Histogram log : manifest.histograms()) {
            if (!log.benchmark().equals(benchmark)
                    || log.threads() != threads
                    || !log.params().equals(params)) {
                continue;
            }
            Histogram found = HistogramLog.read(inside(log.file())).get(tag);
            if (found == null) {
                continue;
            }
            if (sum == null) {
                sum = new Histogram(found.getNumberOfSignificantValueDigits());
            }
            sum.add(found);
        }
        return Optional.ofNullable(sum);
    }

    private Path inside(String file) {
        Path resolved = root.resolve(file).normalize();
        if (!resolved.startsWith(root.normalize())) {
            throw new BadRunException(
                    root.resolve("run.json"),
                    "names a histogram outside the run directory: " + file,
                    "restore the file; a run directory refers to nothing outside it");
        }
        return resolved;
    }
}
