package dev.spinlab.bench.driver;

import dev.spinlab.results.run.Environment;
import dev.spinlab.results.run.RunDirectory;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.BenchmarkResult;

/** Runs a plan fork by fork and keeps the run's files up to date. */
public final class Driver {
    /** Forks that may fail in a row at the start before the run is given up. */
    private static final int HOPELESS = 8;

    /** Below this share of the time in which all tasks competed, a fork says so. */
    private static final double FULL_COMPETITION = 0.95;

    private static final Duration SAVE_EVERY = Duration.ofSeconds(5);

    /** A run of thousands of forks takes long to write: at most a fiftieth of the time is spent on that. */
    private static final int SAVE_SHARE = 50;

    private final RunSettings settings;
    private final ForkRunner runner;
    private final StopSignal stop;
    private final Clock clock;
    private final PrintStream out;

    /**
     * Makes a driver for one run.
     *
     * @param settings what to run and where to
     * @param runner runs single forks
     * @param stop tells when to stop early
     * @param clock wall clock
     * @param out where progress goes
     */
    public Driver(RunSettings settings, ForkRunner runner, StopSignal stop, Clock clock, PrintStream out) {
        this.settings = settings;
        this.runner = runner;
        this.stop = stop;
        this.clock = clock;
        this.out = out;
    }

    /**
     * Runs the plan, or as much of it as can be run.
     *
     * @return what became of it; its files are written
     */
    public RunOutcome run() {
        Plan plan = settings.plan();
        Path root = settings.folder().root();
        Instant started = clock.instant();
        RunLog log = new RunLog(plan, settings.seed(), settings.command(), started);
        ForkResults results = new ForkResults(plan.trials());
        RunDirectory.write(root, settings.environment());
        RunDirectory.write(root, log.manifest(null));
        forks(log, results, started);
        stop.forksAreOver();
        boolean stopped = stop.requested();
        save(log, results, clock.instant());
        return new RunOutcome(results, log.manifest(clock.instant()), ForkMetrics.violations(results.all()), stopped);
    }

    /**
     * How the workers of a run were pinned.
     *
     * @param results what was measured
     * @param requested whether pinning was asked for
     * @return the sums over all forks
     */
    public static Environment.Pinning pinning(ForkResults results, boolean requested) {
        int tasks = 0;
        int pinned = 0;
        for (BenchmarkResult fork : results.all()) {
            tasks += fork.getParams().getThreads();
            pinned += ForkMetrics.pinnedTasks(fork);
        }
        String reason = null;
        if (!requested) {
            reason = "switched off by --no-pinning";
        } else if (pinned < tasks) {
            reason = "this machine refused or ignored the binding of " + (tasks - pinned) + " of " + tasks + " workers";
        }
        return new Environment.Pinning(requested, pinned, tasks, reason);
    }

    private void forks(RunLog log, ForkResults results, Instant started) {
        List<PlannedFork> forks = settings.order().layOut(settings.plan(), settings.seed());
        Progress progress =
                new Progress(forks.size(), settings.plan().estimate().dividedBy(Math.max(1, forks.size())));
        Instant saved = started;
        Duration pause = SAVE_EVERY;
        boolean unpinnedSaid = !settings.pinning();
        for (PlannedFork planned : forks) {
            if (stop.requested()) {
                return;
            }
            Instant begin = clock.instant();
            Attempt attempt = attempt(planned, results);
            if (attempt.fork() == null && stop.requested()) {
                return; // The fork was killed because the run is stopping: that is no failure of the fork.
            }
            long millis = Duration.between(begin, clock.instant()).toMillis();
            progress.done(millis);
            record(planned, attempt, Duration.between(started, begin).toMillis(), millis, log, results);
            out.println(progress.line(planned.trial().label(), attempt.text()));
            if (!unpinnedSaid && attempt.fork() != null && isUnpinned(attempt.fork())) {
                unpinnedSaid = true;
                out.println("note: workers could not be pinned; tasks of one modelled CPU may run on different CPUs");
            }
            Instant now = clock.instant();
            if (Duration.between(saved, now).compareTo(pause) >= 0) {
                save(log, results, null);
                saved = clock.instant();
                Duration rest = Duration.between(now, saved).multipliedBy(SAVE_SHARE);
                pause = rest.compareTo(SAVE_EVERY) > 0 ? rest : SAVE_EVERY;
            }
            if (log.completed() == 0 && log.failures().size() >= HOPELESS) {
                out.println("giving up: the first " + HOPELESS + " forks all failed");
                return;
            }
        }
    }

    private Attempt attempt(PlannedFork planned, ForkResults results) {
        int index = results.of(planned.trial()).size();
        ForkRequest request = new ForkRequest(
                planned.trial(),
                settings.plan().timing(),
                settings.folder().histogram(planned.trial(), index),
                settings.folder().series(planned.trial(), index),
                settings.folder().log(),
                settings.pinning());
        try {
            BenchmarkResult fork = runner.run(request);
            long violations = ForkMetrics.violations(List.of(fork));
            String text = Texts.quantity(ForkMetrics.goodput(fork)) + " ops/s"
                    + (violations == 0 ? "" : "  RED: " + violations + " violations")
                    + competition(fork);
            return new Attempt(fork, text);
        } catch (ForkFailedException e) {
            return new Attempt(null, String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            if (stop.requested()) {
                return new Attempt(null, "stopped"); // JMH could not start a fork in a JVM that is shutting down.
            }
            throw e;
        }
    }

    private void record(
            PlannedFork planned, Attempt attempt, long startedMillis, long millis, RunLog log, ForkResults results) {
        BenchmarkResult fork = attempt.fork();
        if (fork == null) {
            log.failed(planned, attempt.text());
            return;
        }
        int index = results.of(planned.trial()).size();
        results.add(planned.trial(), fork);
        log.measured(
                fork,
                index,
                startedMillis,
                millis,
                ifWritten(settings.folder().histogram(planned.trial(), index)),
                ifWritten(settings.folder().series(planned.trial(), index)));
    }

    private @Nullable String ifWritten(Path file) {
        return Files.exists(file) ? settings.folder().relative(file) : null;
    }

    private void save(RunLog log, ForkResults results, @Nullable Instant finished) {
        if (!results.isEmpty()) {
            settings.folder().writeJmh(results.json());
        }
        RunDirectory.write(settings.folder().root(), log.manifest(finished));
    }

    /** Says so if tasks were measured that did not all compete. */
    private static String competition(BenchmarkResult fork) {
        double share = ForkMetrics.competingShare(fork);
        return share < FULL_COMPETITION
                ? String.format(Locale.ROOT, "  NOTE: all tasks competed for only %.0f %% of the time", 100 * share)
                : "";
    }

    private static boolean isUnpinned(BenchmarkResult fork) {
        return ForkMetrics.pinnedTasks(fork) < fork.getParams().getThreads();
    }

    /**
     * What a fork gave.
     *
     * @param fork its result, null if it failed
     * @param text one line: its score, or why it failed
     */
    private record Attempt(@Nullable BenchmarkResult fork, String text) {}
}
