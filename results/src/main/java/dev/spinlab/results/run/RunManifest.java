package dev.spinlab.results.run;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a run was planned and how far it came: the content of {@code run.json}.
 *
 * @param schema version of this record's layout, {@link #SCHEMA}
 * @param profile {@code quick}, {@code full} or {@code custom}
 * @param seed seed of the random fork order
 * @param command the command line that repeats the run
 * @param started ISO-8601 instant
 * @param finished ISO-8601 instant, null while the run goes on
 * @param partial whether fewer forks were measured than planned
 * @param plannedForks forks planned
 * @param completedForks forks measured
 * @param failures forks that ended with an error, with the first line of it
 * @param skipped cases left out on this machine, with the reason
 * @param order forks in the order measured
 * @param histograms the .hlog files
 * @param series the .csv files with the backlog over time; runs of older builds have none
 */
public record RunManifest(
        int schema,
        String profile,
        long seed,
        String command,
        String started,
        @Nullable String finished,
        boolean partial,
        int plannedForks,
        int completedForks,
        List<Note> failures,
        List<Note> skipped,
        List<Fork> order,
        List<Histogram> histograms,
        List<Histogram> series) {

    /** The layout version that this build writes and reads. */
    public static final int SCHEMA = 1;

    /** Copies the lists. */
    public RunManifest {
        requireNonNull(profile, "profile");
        requireNonNull(command, "command");
        requireNonNull(started, "started");
        failures = List.copyOf(failures);
        skipped = List.copyOf(skipped);
        order = List.copyOf(order);
        histograms = List.copyOf(histograms);
        series = List.copyOf(series);
    }

    /**
     * A case and what is to be said of it.
     *
     * @param subject readable name of the case
     * @param reason one line
     */
    public record Note(String subject, String reason) {
        /** Rejects what is missing. */
        public Note {
            requireNonNull(subject, "subject");
            requireNonNull(reason, "reason");
        }
    }

    /**
     * One measured fork.
     *
     * @param sequence position in the run, from 0
     * @param benchmark fully qualified benchmark method
     * @param threads workers
     * @param params JMH parameters
     * @param index number of this fork among those of its case, from 0
     * @param startedMillis milliseconds since the run began
     * @param durationMillis wall time of the fork, JVM start included
     */
    public record Fork(
            int sequence,
            String benchmark,
            int threads,
            Map<String, String> params,
            int index,
            long startedMillis,
            long durationMillis) {
        /** Copies the parameters. */
        public Fork {
            requireNonNull(benchmark, "benchmark");
            params = Map.copyOf(params);
        }
    }

    /**
     * One file of a fork: an HdrHistogram log, or a series.
     *
     * @param file path relative to the run directory, with forward slashes
     * @param benchmark fully qualified benchmark method
     * @param threads workers
     * @param params JMH parameters
     * @param fork number of the fork among those of its case, from 0
     */
    public record Histogram(String file, String benchmark, int threads, Map<String, String> params, int fork) {
        /** Copies the parameters. */
        public Histogram {
            requireNonNull(file, "file");
            requireNonNull(benchmark, "benchmark");
            params = Map.copyOf(params);
        }
    }
}
