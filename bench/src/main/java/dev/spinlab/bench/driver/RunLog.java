package dev.spinlab.bench.driver;

import dev.spinlab.results.run.RunManifest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.BenchmarkResult;

/** What has happened in a run so far: the state behind {@code run.json}. */
public final class RunLog {
    private final Plan plan;
    private final long seed;
    private final String command;
    private final Instant started;
    private final List<RunManifest.Note> failures = new ArrayList<>();
    private final List<RunManifest.Fork> order = new ArrayList<>();
    private final List<RunManifest.Histogram> histograms = new ArrayList<>();
    private final List<RunManifest.Histogram> series = new ArrayList<>();

    /**
     * Begins a log.
     *
     * @param plan what is to happen
     * @param seed seed of the order
     * @param command the command line that repeats the run
     * @param started when it began
     */
    public RunLog(Plan plan, long seed, String command, Instant started) {
        this.plan = plan;
        this.seed = seed;
        this.command = command;
        this.started = started;
    }

    /**
     * Notes a fork that was measured.
     *
     * @param fork what it gave
     * @param index its number among those of its trial, from 0
     * @param startedMillis when it began, in milliseconds since the run began
     * @param durationMillis how long it took, in milliseconds
     * @param histogram name of its .hlog file, null if it wrote none
     * @param backlog name of its .csv file, null if it wrote none
     */
    public void measured(
            BenchmarkResult fork,
            int index,
            long startedMillis,
            long durationMillis,
            @Nullable String histogram,
            @Nullable String backlog) {
        String benchmark = fork.getParams().getBenchmark();
        int threads = fork.getParams().getThreads();
        order.add(new RunManifest.Fork(
                order.size(), benchmark, threads, ForkResults.params(fork), index, startedMillis, durationMillis));
        if (histogram != null) {
            histograms.add(new RunManifest.Histogram(histogram, benchmark, threads, ForkResults.params(fork), index));
        }
        if (backlog != null) {
            series.add(new RunManifest.Histogram(backlog, benchmark, threads, ForkResults.params(fork), index));
        }
    }

    /**
     * Notes a fork that failed.
     *
     * @param fork the fork
     * @param reason one line
     */
    public void failed(PlannedFork fork, String reason) {
        failures.add(new RunManifest.Note(fork.trial().label() + " (fork " + (fork.index() + 1) + ")", reason));
    }

    /**
     * The number of forks measured.
     *
     * @return forks with a result
     */
    public int completed() {
        return order.size();
    }

    /**
     * The forks that failed.
     *
     * @return with their reasons
     */
    public List<RunManifest.Note> failures() {
        return List.copyOf(failures);
    }

    /**
     * The record of this moment.
     *
     * @param finished when the run ended, null while it goes on
     * @return partial unless every planned fork has been measured
     */
    public RunManifest manifest(@Nullable Instant finished) {
        return new RunManifest(
                RunManifest.SCHEMA,
                plan.name(),
                seed,
                command,
                started.truncatedTo(ChronoUnit.SECONDS).toString(),
                finished == null ? null : finished.toString(),
                order.size() < plan.forks(),
                plan.forks(),
                order.size(),
                List.copyOf(failures),
                plan.skipped(),
                List.copyOf(order),
                List.copyOf(histograms),
                List.copyOf(series));
    }
}
