package dev.spinlab.results.gate.design;

import static java.util.Objects.requireNonNull;

import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.measure.TextTable;
import dev.spinlab.results.stat.ForkStatistics;
import dev.spinlab.results.stat.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What several ways to measure a build against itself gave.
 *
 * @param started when it began, ISO 8601
 * @param seed of all orders
 * @param machine the machine, in words
 * @param values what was measured
 */
public record DesignStudy(String started, long seed, String machine, List<Value> values) {
    /** Rows of a gate that measure the base against itself, beside those of the family. */
    private static final int CONTROLS = 2;

    private static final List<String> HEADER =
            List.of("design", "backend", "workload", "values", "s/value", "spread", "mean", "in budget", "half width");

    /** Copies the list. */
    public DesignStudy {
        requireNonNull(started, "started");
        requireNonNull(machine, "machine");
        values = List.copyOf(values);
    }

    /**
     * One value of the difference between two builds that are the same.
     *
     * @param design the way it was measured
     * @param backend the backend
     * @param workload the workload case
     * @param seconds what it took
     * @param logRatio logarithm of the ratio of CPU times per success
     */
    public record Value(String design, String backend, String workload, double seconds, double logRatio) {
        /** Rejects what was not measured. */
        public Value {
            requireNonNull(design, "design");
            requireNonNull(backend, "backend");
            requireNonNull(workload, "workload");
            if (!(seconds > 0 && Double.isFinite(seconds) && Double.isFinite(logRatio))) {
                throw new IllegalArgumentException(design + " took " + seconds + " s and gave " + logRatio);
            }
        }

        private String row() {
            return backend + ", " + workload;
        }
    }

    /**
     * How well a design measures one row.
     *
     * @param first one of its values
     * @param values number of values
     * @param seconds mean time of a value
     * @param spread standard deviation of the log-ratios
     * @param mean of the log-ratios, with its interval at 95 %: 0 unless the design itself favours one side
     * @param inBudget values that a gate of the whole family has time for
     * @param halfWidth of the interval at 95 % that so many values would give, as a log-ratio; NaN below two values
     */
    public record Row(
            Value first, int values, double seconds, double spread, Interval mean, int inBudget, double halfWidth) {}

    /**
     * How well each design measures each row.
     *
     * @param budgetSeconds what a gate may take
     * @return a row for each, by design and then by backend and workload
     */
    public List<Row> rows(double budgetSeconds) {
        List<Row> rows = new ArrayList<>();
        for (String design : values.stream().map(Value::design).distinct().toList()) {
            List<List<Value>> byRow = new ArrayList<>(values.stream()
                    .filter(value -> value.design().equals(design))
                    .collect(Collectors.groupingBy(Value::row))
                    .values());
            byRow.sort(Comparator.comparing(row -> row.get(0).row()));
            double family = byRow.stream().mapToDouble(DesignStudy::seconds).sum();
            double round = family * (byRow.size() + CONTROLS) / byRow.size();
            byRow.forEach(row -> rows.add(row(row, (int) (budgetSeconds / round))));
        }
        return rows;
    }

    private static Row row(List<Value> values, int inBudget) {
        double[] ratios = values.stream().mapToDouble(Value::logRatio).toArray();
        double spread = ratios.length < 2 ? Double.NaN : Math.sqrt(StatUtils.variance(ratios));
        double halfWidth = inBudget < 2
                ? Double.NaN
                : new TDistribution(null, inBudget - 1.0).inverseCumulativeProbability((1 + ForkStatistics.LEVEL) / 2)
                        * spread
                        / Math.sqrt(inBudget);
        return new Row(
                values.get(0),
                ratios.length,
                seconds(values),
                spread,
                ForkStatistics.mean(ratios),
                inBudget,
                halfWidth);
    }

    private static double seconds(List<Value> values) {
        return values.stream().mapToDouble(Value::seconds).average().orElseThrow();
    }

    /**
     * The comparison as text.
     *
     * @param budgetSeconds what a gate may take
     * @return a table, each line ended by a line feed
     */
    public String text(double budgetSeconds) {
        List<List<String>> lines = new ArrayList<>(List.of(HEADER));
        for (Row row : rows(budgetSeconds)) {
            lines.add(List.of(
                    row.first().design(),
                    row.first().backend(),
                    row.first().workload(),
                    Integer.toString(row.values()),
                    Numbers.plain(row.seconds()),
                    percent(row.spread()),
                    percent(row.mean().estimate()) + " [" + percent(row.mean().low()) + ", "
                            + percent(row.mean().high()) + "]",
                    Integer.toString(row.inBudget()),
                    percent(row.halfWidth())));
        }
        return TextTable.aligned(lines).stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private static String percent(double logRatio) {
        return Double.isFinite(logRatio) ? String.format(Locale.ROOT, "%.1f %%", 100 * logRatio) : Numbers.UNKNOWN;
    }
}
