package dev.spinlab.bench.claims;

import dev.spinlab.bench.driver.Case;
import dev.spinlab.bench.driver.ForkResults;
import dev.spinlab.bench.driver.Trial;
import dev.spinlab.results.measure.Measurements;
import dev.spinlab.results.measure.Refusals;
import dev.spinlab.results.measure.Row;
import dev.spinlab.results.run.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openjdk.jmh.results.BenchmarkResult;

/** What was measured, found by the trial that asked for it. Empty where a trial gave nothing. */
final class TimedRows {
    /** CPU time rather than wall time: what else the machine does lengthens the one and hardly the other. */
    private static final String COST = "cpuNanosPerSuccess";

    private final ForkResults forks;
    private final Measurements measurements;

    /**
     * Creates it.
     *
     * @param forks results by trial
     * @param measurements the same results, as read back from the run's files
     */
    TimedRows(ForkResults forks, Measurements measurements) {
        this.forks = forks;
        this.measurements = measurements;
    }

    /** What one trial gave. */
    Optional<Row> row(Case measured, String backend) {
        List<BenchmarkResult> results = forks.of(new Trial(measured, backend));
        if (results.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> params = new TreeMap<>();
        BenchmarkResult first = results.get(0);
        first.getParams()
                .getParamsKeys()
                .forEach(key -> params.put(key, first.getParams().getParam(key)));
        return measurements.rows().stream()
                .filter(row -> row.result().benchmark().equals(first.getParams().getBenchmark())
                        && row.result().threads() == first.getParams().getThreads()
                        && new TreeMap<>(row.result().params()).equals(params))
                .findFirst();
    }

    /** Refused calls of the tasks. */
    Optional<Refusals> refusals(Case measured, String backend) {
        return row(measured, backend).map(Row::refusals);
    }

    /** Refused calls of the interrupt handlers, case by case; empty if a case is missing. */
    Optional<List<Refusals>> handlerRefusals(List<Case> cases, String backend) {
        List<Refusals> found = new ArrayList<>();
        for (Case measured : cases) {
            row(measured, backend).map(Row::handlerRefusals).ifPresent(found::add);
        }
        return found.size() == cases.size() ? Optional.of(found) : Optional.empty();
    }

    /** Creates until they succeed. */
    Optional<RetriedCreates> retries(Case measured, String backend) {
        return row(measured, backend)
                .map(row -> new RetriedCreates(
                        sum(row, "successes"),
                        sum(row, "callsUntilSuccess.retried"),
                        row.middle("callsUntilSuccess.p50"),
                        row.greatest("callsUntilSuccess.max"),
                        row.middle("timeUntilSuccess.p50"),
                        row.greatest("timeUntilSuccess.max")));
    }

    /** CPU time per operation in nanoseconds, by fork and by backend in the given order; empty if one is missing. */
    Optional<Map<String, double[]>> cpuNanos(Case measured, List<String> backends) {
        Map<String, double[]> found = new LinkedHashMap<>();
        for (String backend : backends) {
            row(measured, backend).ifPresent(row -> found.put(backend, row.perSuccessByFork(COST)));
        }
        return found.size() == backends.size() ? Optional.of(found) : Optional.empty();
    }

    /** CPU time per operation in nanoseconds, by fork and by the key of its case; empty if one is missing. */
    Optional<SortedMap<Integer, double[]>> cpuNanos(SortedMap<Integer, Case> cases, String backend) {
        SortedMap<Integer, double[]> found = new TreeMap<>();
        cases.forEach(
                (key, measured) -> row(measured, backend).ifPresent(row -> found.put(key, row.perSuccessByFork(COST))));
        return found.size() == cases.size() ? Optional.of(found) : Optional.empty();
    }

    private static double sum(Row row, String name) {
        Metric metric = row.result().metric(name);
        return metric == null
                ? 0
                : metric.rawData().stream()
                        .flatMap(List::stream)
                        .filter(Double::isFinite)
                        .mapToDouble(Double::doubleValue)
                        .sum();
    }
}
