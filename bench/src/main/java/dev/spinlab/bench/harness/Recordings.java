package dev.spinlab.bench.harness;

import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.machine.Errno;
import dev.spinlab.storage.Storage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Distributions and series of a trial: what is recorded where it happens, collected at the end of each iteration, and
 * written at the end of the trial.
 *
 * <p>Grace periods and the backlog are always recorded, since they are rare; unlink-to-free times and bursts of successes
 * only if all operations are timed as well.
 */
final class Recordings {
    private final Durations rcu = new Durations();
    private final Durations tasksTrace = new Durations();
    private final @Nullable UnlinkToFree unlinkToFree;
    private final @Nullable SuccessBursts bursts;
    private final BacklogSeries series = new BacklogSeries();
    private final Map<String, Histogram> merged = new TreeMap<>();
    private final HistogramLog log = new HistogramLog(System.currentTimeMillis());

    /** Listens from now on; before the kernel is started. */
    Recordings(ModelKernel kernel, Storage storage, RigParameters parameters) {
        kernel.rcu().onGracePeriodEnd(rcu);
        kernel.tasksTrace().onGracePeriodEnd(tasksTrace);
        storage.elementLedger().listen(series);
        boolean timed = parameters.latency() == LatencyMode.ON;
        bursts = timed ? new SuccessBursts(parameters.tasks(), System.nanoTime()) : null;
        unlinkToFree = timed ? new UnlinkToFree(parameters.cpus()) : null;
        if (unlinkToFree != null) {
            storage.elementLedger().listen(unlinkToFree);
        }
    }

    BacklogSeries series() {
        return series;
    }

    /** Samples of the order of successes, null if not all operations are timed. */
    @Nullable
    SuccessBursts bursts() {
        return bursts;
    }

    /**
     * Ends the measured window: all tasks have left.
     *
     * @param endNanos when the last one did
     * @param measured whether the iteration was more than a warm-up
     * @return grace periods that ended in the window
     */
    List<Distribution> windowEnded(long endNanos, boolean measured) {
        series.end(endNanos, measured);
        if (unlinkToFree != null) {
            unlinkToFree.pause();
        }
        return List.of(
                new Distribution("gracePeriodNanos.rcu", "gracePeriod.rcu", rcu.copy(), false),
                new Distribution("gracePeriodNanos.trace", "gracePeriod.trace", tasksTrace.copy(), false));
    }

    /** Takes the unlink-to-free times, none if not all operations are timed; everything has been freed. */
    List<Distribution> everythingFreed() {
        return unlinkToFree == null
                ? List.of()
                : List.of(new Distribution("unlinkToFreeNanos", "unlinkToFree", unlinkToFree.take(), false));
    }

    /** The recoveries of one iteration, by code. */
    static List<Distribution> of(Recoveries recoveries) {
        List<Distribution> all = new ArrayList<>();
        for (Map.Entry<Errno, Histogram> code : recoveries.byCode().entrySet()) {
            String name = "recovery." + code.getKey();
            all.add(new Distribution(name, name, code.getValue().copy(), true));
        }
        return all;
    }

    /** Takes what the bursts showed, null if not all operations are timed. */
    @Nullable
    BurstResult takeBursts() {
        return bursts == null ? null : bursts.take(System.nanoTime());
    }

    /** Adds to the trial's histogram called {@code tag}. */
    void merge(String tag, Histogram values) {
        merged.computeIfAbsent(tag, first -> new Histogram(Latencies.DIGITS)).add(values);
    }

    /**
     * Adds the retries of a measured iteration. Operations that were not refused count as one call and no time.
     *
     * @param successes all operations
     */
    void merge(Retries retries, long successes) {
        long atOnce = Math.max(0, successes - retries.calls().getTotalCount() - retries.skipped());
        Histogram calls = retries.calls().copy();
        calls.recordValueWithCount(1, atOnce);
        merge(HistogramLog.CALLS_MERGED, calls);
        Histogram nanos = retries.nanos().copy();
        nanos.recordValueWithCount(0, atOnce);
        merge(HistogramLog.TIME_MERGED, nanos);
    }

    /** Begins an iteration. While nothing runs. */
    void reset() {
        rcu.reset();
        tasksTrace.reset();
    }

    /** The latencies of all tasks in one iteration; none if operations are not timed. */
    static List<Distribution> of(List<Latencies> tasks) {
        if (tasks.isEmpty()) {
            return List.of();
        }
        Histogram intended = new Histogram(1, Latencies.MAX_NANOS, Latencies.DIGITS);
        Histogram actual = new Histogram(1, Latencies.MAX_NANOS, Latencies.DIGITS);
        for (Latencies own : tasks) {
            intended.add(own.fromIntended());
            Histogram uncorrected = own.fromActual();
            if (uncorrected != null) {
                actual.add(uncorrected);
            }
        }
        List<Distribution> all = new ArrayList<>();
        all.add(new Distribution("latencyNanos", HistogramLog.LATENCY_MERGED, intended, false));
        if (actual.getTotalCount() > 0) {
            all.add(new Distribution("uncorrectedLatencyNanos", HistogramLog.UNCORRECTED_MERGED, actual, false));
        }
        return all;
    }

    /** Adds the latencies of one task, over all measured iterations. */
    void merge(int cpu, int task, Latencies own) {
        log.add(HistogramLog.latencyTag(cpu, task), own.ofTrial());
    }

    /** Writes what there is; null for a file that nobody wants. */
    void write(@Nullable Path histograms, @Nullable Path backlog) {
        if (histograms != null) {
            merged.forEach(log::add);
            log.write(histograms, System.currentTimeMillis());
        }
        if (backlog != null) {
            series.write(backlog);
        }
    }
}
