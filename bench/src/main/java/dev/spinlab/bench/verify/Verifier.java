package dev.spinlab.bench.verify;

import dev.spinlab.backend.StorageBackend;
import dev.spinlab.conformance.Check;
import dev.spinlab.conformance.Kit;
import dev.spinlab.explore.Column;
import dev.spinlab.explore.Encounters;
import dev.spinlab.explore.Explorer;
import dev.spinlab.explore.Finding;
import dev.spinlab.explore.Minimizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs the conformance kit and the exploration of backends, several at a time. */
public final class Verifier {
    private final Verification result;
    private final WorkList work;
    private final @Nullable Duration limit;
    private final int threads;
    private final BooleanSupplier stopRequested;
    private final Consumer<String> out;
    private final long startNanos = System.nanoTime();
    private volatile long exploringSinceNanos;

    /**
     * Creates one.
     *
     * @param backends what to verify
     * @param seed of the schedules at random
     * @param limit how long to explore; null for the exhaustive phases and nothing else
     * @param threads how many explore at a time
     * @param stopRequested asked now and then; true ends the exploration early
     * @param out gets one line per phase
     */
    public Verifier(
            List<StorageBackend> backends,
            long seed,
            @Nullable Duration limit,
            int threads,
            BooleanSupplier stopRequested,
            Consumer<String> out) {
        result = new Verification(backends);
        work = new WorkList(backends, seed);
        this.limit = limit;
        this.threads = threads;
        this.stopRequested = stopRequested;
        this.out = out;
    }

    /**
     * Runs the checks of the kit, up to a request to stop.
     *
     * @return one line per check that failed
     */
    public List<String> runKit() {
        List<String> failures = new ArrayList<>();
        int run = runChecks(Kit.ofLocks(), result.backends().get(0), "locks", failures);
        for (StorageBackend backend : result.backends()) {
            if (!backend.isControl()) {
                run += runChecks(Kit.of(backend), backend, backend.id(), failures);
                List<Check> skipped = Kit.skipped(backend);
                if (!skipped.isEmpty()) {
                    out.accept("  " + backend.id() + ": skipped, since they are about others: "
                            + String.join(", ", skipped.stream().map(Check::id).toList()));
                }
            }
        }
        out.accept(String.format(Locale.ROOT, "kit: %,d checks, %,d failed", run, failures.size()));
        return failures;
    }

    private int runChecks(List<Check> checks, StorageBackend backend, String of, List<String> failures) {
        int run = 0;
        for (Check check : checks) {
            if (stopRequested.getAsBoolean()) {
                return run;
            }
            run++;
            try {
                check.run(backend);
            } catch (RuntimeException | Error failure) {
                failures.add(of + " " + check.id() + " (" + check.title() + "): " + failure.getMessage());
            }
        }
        return run;
    }

    /** Explores, and returns what was found. */
    public Verification explore() {
        exploringSinceNanos = System.nanoTime();
        for (WorkList.Phase phase : work.exhaustive()) {
            run(phase);
        }
        if (limit != null) {
            for (int round = 0; !over(); round++) {
                run(work.round(round));
            }
        }
        minimize();
        return result;
    }

    /** Explores every situation a little, the same schedules each time, and returns what was found. */
    public Verification exploreBriefly() {
        exploringSinceNanos = System.nanoTime();
        for (WorkList.Phase phase : work.brief()) {
            run(phase);
        }
        return result;
    }

    /** Returns the seconds since this verifier was made. */
    public double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    private boolean over() {
        return stopRequested.getAsBoolean()
                || (limit != null && System.nanoTime() - exploringSinceNanos > limit.toNanos());
    }

    private void run(WorkList.Phase phase) {
        if (over()) {
            return;
        }
        long before = result.schedules();
        long start = System.nanoTime();
        Queue<WorkList.Item> items = new ConcurrentLinkedQueue<>(phase.items());
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(pool.submit(() -> workOff(items)));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("exploring failed: " + e.getCause(), e.getCause());
        } finally {
            pool.shutdownNow();
        }
        long ran = result.schedules() - before;
        double seconds = (System.nanoTime() - start) / 1e9;
        out.accept(String.format(
                Locale.ROOT,
                "%s: %,d schedules in %.1f s, %,.0f per second%s",
                phase.title(),
                ran,
                seconds,
                ran / seconds,
                items.isEmpty() && !over() ? "" : ", not finished"));
    }

    private void workOff(Queue<WorkList.Item> items) {
        try (Explorer explorer = new Explorer()) {
            WorkList.Item item = items.poll();
            while (item != null && !over()) {
                explore(explorer, item);
                item = items.poll();
            }
        }
    }

    private void explore(Explorer explorer, WorkList.Item item) {
        CellTally cell = result.cell(item.backend(), item.encounter().column());
        long most = explorer.schedules() + item.most();
        long place = 31L * item.backend().id().hashCode()
                + item.encounter().subject().hashCode();
        explorer.runTwice(item.twice());
        explorer.explore(
                item.backend(), item.encounter(), item.scheduler().get(), item.bounds(), (hash, refusals, finding) -> {
                    cell.add(refusals, finding);
                    result.distinct().add(hash + place * 0x9E3779B97F4A7C15L);
                    return (item.most() == Long.MAX_VALUE || explorer.schedules() < most) && !over();
                });
    }

    private void minimize() {
        try (Explorer explorer = new Explorer()) {
            Minimizer minimizer = new Minimizer(explorer);
            for (StorageBackend backend : result.backends()) {
                for (Column column : Column.values()) {
                    CellTally cell = result.cell(backend, column);
                    for (Finding finding : cell.breaches().values()) {
                        cell.replace(minimizer.minimize(
                                backend, Objects.requireNonNull(Encounters.byId(finding.encounter())), finding));
                    }
                }
            }
        }
    }
}
