package dev.spinlab.results.measure;

import dev.spinlab.results.run.JmhResult;
import dev.spinlab.results.run.Metric;
import dev.spinlab.results.stat.ForkStatistics;
import dev.spinlab.results.stat.Interval;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** One backend in one case: its measures, each from one value per fork. */
public final class Row {
    private static final String HANDLER = "handler.";
    private static final String FAILURES = "failures.";
    private static final String VIOLATIONS = "violations.";

    private final Case measuredCase;
    private final String backend;
    private final JmhResult result;

    Row(Case measuredCase, String backend, JmhResult result) {
        this.measuredCase = measuredCase;
        this.backend = backend;
        this.result = result;
    }

    /**
     * The case.
     *
     * @return everything but the backend
     */
    public Case measuredCase() {
        return measuredCase;
    }

    /**
     * The backend.
     *
     * @return its id
     */
    public String backend() {
        return backend;
    }

    /**
     * JMH's result behind this row.
     *
     * @return the result
     */
    public JmhResult result() {
        return result;
    }

    /**
     * Successful operations per second over all tasks, per fork.
     *
     * @return one value per fork in ops/s, NaN for a fork without a finite score
     */
    public double[] goodputByFork() {
        return perFork(result.primary(), Iterations::mean);
    }

    /**
     * Successful operations per second over all tasks.
     *
     * @return ops/s
     */
    public Interval goodput() {
        return ForkStatistics.mean(goodputByFork());
    }

    /**
     * A quantity per successful operation, each iteration weighted by its successes.
     *
     * @param metric its name, for example {@code cpuNanosPerSuccess} or {@code stepsPerSuccess}
     * @return the quantity, NaN where it was not measured
     */
    public Interval perSuccess(String metric) {
        return ForkStatistics.mean(perSuccessByFork(metric));
    }

    /**
     * A quantity per successful operation in each fork, each iteration weighted by its successes.
     *
     * @param metric its name, for example {@code cpuNanosPerSuccess} or {@code stepsPerSuccess}
     * @return one value per fork, none where it was not measured
     */
    public double[] perSuccessByFork(String metric) {
        Metric values = result.metric(metric);
        if (values == null) {
            return new double[0];
        }
        Metric weights = result.metric("successes");
        double[] forks = new double[result.forks()];
        for (int fork = 0; fork < forks.length; fork++) {
            forks[fork] = Iterations.weightedMean(values.fork(fork), weights == null ? List.of() : weights.fork(fork));
        }
        return forks;
    }

    /**
     * Thread-CPU time of all tasks per successful operation.
     *
     * @return nanoseconds per operation
     */
    public Interval cpuNanosPerSuccess() {
        return perSuccess("cpuNanosPerSuccess");
    }

    /**
     * A metric averaged over the iterations of each fork.
     *
     * @param metric its name, for example {@code lockWorkingSet}
     * @return the mean, NaN where it was not measured
     */
    public Interval average(String metric) {
        return byFork(metric, Iterations::mean);
    }

    /**
     * Jain's fairness index over the tasks' successes: 1 is perfectly fair, 1/tasks the least fair.
     *
     * @return the index
     */
    public Interval jain() {
        return average("jain").within(0, 1);
    }

    /**
     * Elements unlinked and not yet freed, averaged over time.
     *
     * @return elements
     */
    public Interval backlogMean() {
        return average("backlogMean");
    }

    /**
     * The most elements unlinked and not yet freed at one moment, in any fork.
     *
     * @return elements, NaN where not measured
     */
    public double backlogPeak() {
        return greatest("backlogPeak");
    }

    /**
     * Refused calls of the tasks.
     *
     * @return the refusals
     */
    public Refusals refusals() {
        return refusals("");
    }

    /**
     * Refused calls of the interrupt handlers, which are counted apart from those of the tasks.
     *
     * @return the refusals, not {@link Refusals#measured()} where no handler ran
     */
    public Refusals handlerRefusals() {
        return refusals(HANDLER);
    }

    /**
     * Share of successes that needed more than one call.
     *
     * @return the share
     */
    public Interval retriedShare() {
        Metric successes = result.metric("successes");
        if (successes == null) {
            return ForkStatistics.mean();
        }
        return ratio(forks(result.metric("callsUntilSuccess.retried")), forks(successes))
                .within(0, 1);
    }

    /**
     * The middle of the iterations' values.
     *
     * @param metric name of a metric, for example {@code callsUntilSuccess.p50}
     * @return the median over all iterations, NaN where it did not occur
     */
    public double middle(String metric) {
        List<Double> values = finite(metric);
        if (values.isEmpty()) {
            return Double.NaN;
        }
        Collections.sort(values);
        return values.get((values.size() - 1) / 2);
    }

    /**
     * The greatest of the iterations' values.
     *
     * @param metric name of a metric, for example {@code callsUntilSuccess.max}
     * @return the greatest over all iterations, NaN where it did not occur
     */
    public double greatest(String metric) {
        return finite(metric).stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }

    /**
     * What the detectors found, summed over all iterations and forks.
     *
     * @return counts by kind ({@code lost}, {@code leaked}, …), only kinds above 0
     */
    public SortedMap<String, Double> violations() {
        return counts(VIOLATIONS);
    }

    /**
     * Whether a detector found anything, which makes every other number of the row worthless.
     *
     * @return true if there is a violation
     */
    public boolean isRed() {
        return !violations().isEmpty();
    }

    /**
     * A count summed over all iterations and forks.
     *
     * @param metric its name, for example {@code successes}
     * @return the sum, 0 where it was not counted
     */
    public double total(String metric) {
        Metric counts = result.metric(metric);
        return counts == null ? 0 : Iterations.sum(counts);
    }

    /**
     * The fewest workers that were pinned in any iteration.
     *
     * @return workers out of {@link Case#threads()}, NaN where not measured
     */
    public double pinnedTasks() {
        return finite("pinnedTasks").stream()
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(Double.NaN);
    }

    private Refusals refusals(String prefix) {
        Metric calls = result.metric(prefix + "calls");
        SortedMap<String, Double> byCode = counts(prefix + FAILURES);
        Interval perTime = byFork(prefix + "failedTimeShare", Iterations::mean).within(0, 1);
        if (calls == null) {
            Interval perCall =
                    byFork(prefix + "failedCallShare", Iterations::mean).within(0, 1);
            return new Refusals(0, byCode, perCall, perTime);
        }
        List<List<Double>> refused = new ArrayList<>();
        for (int fork = 0; fork < result.forks(); fork++) {
            List<Double> ofFork = new ArrayList<>();
            for (Map.Entry<String, Metric> metric : result.secondary().entrySet()) {
                if (metric.getKey().startsWith(prefix + FAILURES)) {
                    ofFork.addAll(metric.getValue().fork(fork));
                }
            }
            refused.add(ofFork);
        }
        return new Refusals(
                Iterations.sum(calls), byCode, ratio(refused, forks(calls)).within(0, 1), perTime);
    }

    private SortedMap<String, Double> counts(String prefix) {
        SortedMap<String, Double> counts = new TreeMap<>();
        result.secondary().forEach((name, metric) -> {
            double count = Iterations.sum(metric);
            if (name.startsWith(prefix) && count > 0) {
                counts.put(name.substring(prefix.length()), count);
            }
        });
        return counts;
    }

    private Interval byFork(String metric, ToDoubleFunction<List<Double>> value) {
        Metric found = result.metric(metric);
        return found == null ? ForkStatistics.mean() : ForkStatistics.mean(perFork(found, value));
    }

    private double[] perFork(Metric metric, ToDoubleFunction<List<Double>> value) {
        return forks(metric).stream().mapToDouble(value).toArray();
    }

    private List<List<Double>> forks(@Nullable Metric metric) {
        List<List<Double>> forks = new ArrayList<>();
        for (int fork = 0; fork < result.forks(); fork++) {
            forks.add(metric == null ? List.of() : metric.fork(fork));
        }
        return forks;
    }

    private List<Double> finite(String name) {
        return Iterations.finite(result.metric(name));
    }

    private static Interval ratio(List<List<Double>> above, List<List<Double>> below) {
        return ForkStatistics.mean(ForkStatistics.ratiosOfSums(above, below));
    }
}
