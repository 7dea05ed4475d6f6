package dev.spinlab.results.gate.machine;

import static java.util.Objects.requireNonNull;

import dev.spinlab.results.gate.timed.ForkValues;
import dev.spinlab.results.gate.timed.Metric;
import dev.spinlab.results.gate.timed.RowKey;
import dev.spinlab.results.run.Fields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * Everything that was measured to be compared with a stored baseline, or to become one.
 *
 * @param started when it began, ISO 8601
 * @param seed of the order of the forks
 * @param commit what was measured, as in {@link TimedBaseline}
 * @param machine where
 * @param rows the forks of workloads, in the order in which they ran
 * @param kernels the forks of calibration kernels, in the order in which they ran
 * @param canary forks of one of the rows with a planted slowdown, and without
 */
public record BaselineRun(
        String started,
        long seed,
        String commit,
        Fingerprint machine,
        List<RowFork> rows,
        List<KernelFork> kernels,
        Canary canary) {

    /** Copies the lists. */
    public BaselineRun {
        requireNonNull(started, "started");
        requireNonNull(commit, "commit");
        requireNonNull(machine, "machine");
        rows = List.copyOf(rows);
        kernels = List.copyOf(kernels);
        requireNonNull(canary, "canary");
    }

    /**
     * A fork of a workload.
     *
     * @param round the pass over all rows that it belongs to, from 1
     * @param backend the backend
     * @param workload the workload case
     * @param values what it measured
     */
    public record RowFork(int round, String backend, String workload, ForkValues values) {}

    /**
     * Whether a slowdown would be found.
     *
     * @param unslowed forks that count their operations as the slowed ones do, which costs something, and do no more than
     *     others; empty if the canary was not measured
     * @param slowed forks that do more work by a known share
     */
    public record Canary(List<RowFork> unslowed, List<RowFork> slowed) {
        /** What a run has that nothing was planted into. */
        public static final Canary NONE = new Canary(List.of(), List.of());

        /** Copies the lists. */
        public Canary {
            unslowed = List.copyOf(unslowed);
            slowed = List.copyOf(slowed);
        }
    }

    /**
     * A fork of a calibration kernel.
     *
     * @param sequence place among all forks of the run
     * @param round the pass over all rows that it came after, 0 before the first
     * @param kernel the kernel
     * @param nanos what one operation took
     */
    public record KernelFork(int sequence, int round, CalibrationKernel kernel, double nanos) {}

    /**
     * The values row by row: times and rates, violations, failed calls by each code that occurred, peak of the backlog.
     *
     * @return one value per fork, in the order in which they ran
     */
    public SortedMap<RowKey, TimedBaseline.Row> values() {
        return values(rows);
    }

    /** The values of some forks row by row. */
    static SortedMap<RowKey, TimedBaseline.Row> values(List<RowFork> measured) {
        Map<RowKey, List<ForkValues>> cases = new LinkedHashMap<>();
        for (RowFork fork : measured) {
            cases.computeIfAbsent(
                            new RowKey(fork.backend(), fork.workload(), Metric.VIOLATIONS), key -> new ArrayList<>())
                    .add(fork.values());
        }
        SortedMap<RowKey, TimedBaseline.Row> values = new TreeMap<>();
        cases.forEach((violations, forks) -> {
            String backend = violations.backend();
            String workload = violations.workload();
            for (Metric metric : forks.get(0).values().keySet()) {
                put(values, new RowKey(backend, workload, metric), forks, fork -> valueOf(fork, metric));
            }
            put(values, violations, forks, ForkValues::violations);
            put(values, new RowKey(backend, workload, Metric.BACKLOG), forks, ForkValues::backlogPeak);
            for (String code : codes(forks)) {
                RowKey key = new RowKey(backend, workload, Metric.FAILED_CALLS, code);
                put(values, key, forks, fork -> fork.failedShare(code));
            }
        });
        return Collections.unmodifiableSortedMap(values);
    }

    /**
     * The run as a baseline.
     *
     * @return what would be stored
     * @throws IllegalArgumentException if a row or a kernel was not measured
     */
    public TimedBaseline baseline() {
        Map<String, TimedBaseline.Row> byKey = new TreeMap<>();
        values().forEach((key, row) -> byKey.put(key.toString(), row));
        return TimedBaseline.of(
                machine,
                commit,
                Fields.instant(started),
                byKey,
                new TimedBaseline.Calibration(
                        times(CalibrationKernel.CAS),
                        times(CalibrationKernel.CACHE_MISS),
                        times(CalibrationKernel.HAND_OVER)));
    }

    private List<Double> times(CalibrationKernel kernel) {
        return kernels.stream()
                .filter(fork -> fork.kernel() == kernel)
                .map(KernelFork::nanos)
                .toList();
    }

    private static void put(
            Map<RowKey, TimedBaseline.Row> values,
            RowKey key,
            List<ForkValues> forks,
            ToDoubleFunction<ForkValues> value) {
        Metric metric = key.metric();
        values.put(
                key,
                new TimedBaseline.Row(
                        metric.unit(),
                        metric.direction(),
                        Scaling.of(metric),
                        forks.stream().mapToDouble(value).boxed().toList()));
    }

    private static double valueOf(ForkValues fork, Metric metric) {
        return requireNonNull(fork.values().get(metric), metric.id());
    }

    /** Codes that occurred at least once. */
    private static SortedSet<String> codes(List<ForkValues> forks) {
        SortedSet<String> codes = new TreeSet<>();
        forks.forEach(fork -> fork.failures().forEach((code, count) -> {
            if (count > 0) {
                codes.add(code);
            }
        }));
        return codes;
    }
}
