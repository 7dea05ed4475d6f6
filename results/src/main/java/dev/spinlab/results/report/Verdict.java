package dev.spinlab.results.report;

import dev.spinlab.results.measure.Measurements;
import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.measure.Refusals;
import dev.spinlab.results.measure.Row;
import dev.spinlab.results.stat.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a run says about one backend in a line.
 *
 * @param backend its id
 * @param tasks whether and where calls of tasks were refused
 * @param handlers whether and where calls of interrupt handlers were refused
 * @param violations what the detectors found
 * @param refuses whether any call was refused
 * @param red whether there is a violation
 */
record Verdict(String backend, String tasks, String handlers, String violations, boolean refuses, boolean red) {

    static List<Verdict> of(Measurements measurements) {
        List<Verdict> verdicts = new ArrayList<>();
        for (String backend : measurements.backends()) {
            List<Row> rows = measurements.rows().stream()
                    .filter(row -> row.backend().equals(backend))
                    .toList();
            boolean refuses = rows.stream()
                    .anyMatch(row -> row.refusals().refused() > 0
                            || row.handlerRefusals().refused() > 0);
            String violations = violations(rows);
            verdicts.add(new Verdict(
                    backend,
                    refusals(rows, Row::refusals),
                    refusals(rows, Row::handlerRefusals),
                    violations.isEmpty() ? "none" : violations,
                    refuses,
                    !violations.isEmpty()));
        }
        return verdicts;
    }

    private static String refusals(List<Row> rows, Function<Row, Refusals> which) {
        Row worst = null;
        double calls = 0;
        for (Row row : rows) {
            Refusals refusals = which.apply(row);
            calls += refusals.calls();
            if (refusals.measured() && (worst == null || share(row, which) > share(worst, which))) {
                worst = row;
            }
        }
        if (worst == null) {
            return "not measured";
        }
        if (share(worst, which) == 0) {
            return "never, in " + Numbers.count(calls) + " calls";
        }
        return "up to " + Numbers.percent(share(worst, which)) + " of calls ("
                + worst.measuredCase().label() + ")";
    }

    private static double share(Row row, Function<Row, Refusals> which) {
        Interval share = which.apply(row).perCall();
        return share.hasEstimate() ? share.estimate() : 0;
    }

    private static String violations(List<Row> rows) {
        SortedMap<String, Double> sums = new TreeMap<>();
        rows.forEach(row -> row.violations().forEach((kind, count) -> sums.merge(kind, count, Double::sum)));
        return Cells.counts(sums);
    }
}
