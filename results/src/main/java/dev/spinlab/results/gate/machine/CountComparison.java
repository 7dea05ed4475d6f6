package dev.spinlab.results.gate.machine;

import dev.spinlab.results.gate.timed.Metric;
import dev.spinlab.results.gate.timed.Outcome;
import dev.spinlab.results.gate.timed.RowKey;
import dev.spinlab.results.gate.timed.Settings;
import dev.spinlab.results.stat.Holm;
import dev.spinlab.results.stat.Interval;
import dev.spinlab.results.stat.RatioTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.TTest;
import org.jspecify.annotations.Nullable;

/**
 * What is counted, against a stored baseline: violations, failed calls by error code, peak of the backlog. All gate, and
 * none follows the speed of the machine.
 *
 * <p>A violation, or an error code that the baseline does not have in that workload, is broken at once. The other counts are
 * worse if Welch's t says that their mean rose by more than its floor, with Holm's correction over all of them.
 */
final class CountComparison {
    private static final double LEVEL = 1 - 2 * Settings.EQUIVALENCE;

    private CountComparison() {}

    /** The verdicts on the counts of a run. */
    static List<BaselineVerdict.Row> judge(
            TimedBaseline stored, SortedMap<RowKey, TimedBaseline.Row> values, Settings settings) {
        SortedMap<RowKey, TimedBaseline.Row> counts = new TreeMap<>();
        values.forEach((key, row) -> {
            if (!key.metric().timed()) {
                counts.put(key, row);
            }
        });
        Map<RowKey, Double> raw = new TreeMap<>();
        counts.forEach((key, row) -> {
            TimedBaseline.Row before = stored.rows().get(key.toString());
            if (before != null && key.metric() != Metric.VIOLATIONS) {
                raw.put(key, pRise(key, before, row, settings));
            }
        });
        double[] adjusted =
                Holm.adjusted(raw.values().stream().mapToDouble(p -> p).toArray());
        Map<RowKey, Double> p = new TreeMap<>();
        for (RowKey key : raw.keySet()) {
            p.put(key, adjusted[p.size()]);
        }
        List<BaselineVerdict.Row> verdicts = new ArrayList<>();
        counts.forEach((key, row) -> verdicts.add(judge(
                key,
                stored.rows().get(key.toString()),
                row,
                p.getOrDefault(key, Double.NaN),
                settings.alpha() * (1 - Settings.TIMES))));
        return verdicts;
    }

    private static BaselineVerdict.Row judge(
            RowKey key, TimedBaseline.@Nullable Row before, TimedBaseline.Row after, double p, double alpha) {
        double now = StatUtils.mean(after.values());
        Outcome outcome = Outcome.NO_RISE;
        String detail = "";
        if (key.metric() == Metric.VIOLATIONS) {
            outcome = now > 0 ? Outcome.BROKEN : Outcome.NO_RISE;
            detail = now > 0 ? BaselineTexts.value(key.metric(), StatUtils.sum(after.values())) + " in all" : "";
        } else if (before == null) {
            boolean code = key.metric() == Metric.FAILED_CALLS;
            outcome = code ? Outcome.BROKEN : Outcome.UNDECIDED;
            detail = code
                    ? "new code, " + BaselineTexts.value(key.metric(), now) + " of the calls"
                    : "not in the baseline";
        } else if (p <= alpha) {
            outcome = Outcome.REGRESSED;
        }
        Interval ratio = before == null
                ? Interval.pointOnly(Double.NaN, LEVEL, 0)
                : RatioTest.of(after.values(), before.values()).ratio(LEVEL);
        double then = before == null ? Double.NaN : StatUtils.mean(before.values());
        return new BaselineVerdict.Row(key, true, outcome, then, now, ratio, p, detail);
    }

    /** The p-value of the hypothesis that the mean has risen by at most its floor. */
    private static double pRise(RowKey key, TimedBaseline.Row before, TimedBaseline.Row after, Settings settings) {
        double[] then = before.values();
        double[] now = after.values();
        double floor = key.metric() == Metric.BACKLOG
                ? StatUtils.mean(then) * (settings.backlogFloor() - 1)
                : settings.floors().failedShare();
        if (StatUtils.variance(then) + StatUtils.variance(now) == 0) {
            // Counts may well be exact, other than times.
            return StatUtils.mean(now) - StatUtils.mean(then) > floor ? 0 : 1;
        }
        return TTest.withDefaults()
                .with(AlternativeHypothesis.GREATER_THAN)
                .withMu(floor)
                .test(now, then)
                .getPValue();
    }
}
