package dev.spinlab.results.gate.machine;

import dev.spinlab.results.gate.timed.Metric;
import dev.spinlab.results.gate.timed.Outcome;
import dev.spinlab.results.gate.timed.RowKey;
import dev.spinlab.results.gate.timed.Settings;
import dev.spinlab.results.gate.timed.Status;
import dev.spinlab.results.stat.BenjaminiHochberg;
import dev.spinlab.results.stat.Holm;
import dev.spinlab.results.stat.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.StatUtils;
import org.jspecify.annotations.Nullable;

/**
 * The decision on a run by a stored baseline: a pure function of both and the rules.
 *
 * <p>CPU time per success gates, with Holm's correction over the family; the other times and rates are advisory. Two runs lie
 * hours or weeks apart, and what the kernels do not see of that is no chance that more forks would average out. So a row is
 * worse only if it is worse by more than the floor, beyond chance, whichever kernel it follows. Counts all gate, by {@link
 * CountComparison}. A run that would not have seen a planted slowdown is void.
 */
public final class BaselineDecision {
    private static final double LEVEL = 1 - 2 * Settings.EQUIVALENCE;
    private static final String NOT_STORED = "not in the baseline";

    private final BaselineComparison comparison;
    private final SortedMap<RowKey, TimedBaseline.Row> values;
    private final Settings settings;

    private BaselineDecision(
            BaselineComparison comparison, SortedMap<RowKey, TimedBaseline.Row> values, Settings settings) {
        this.comparison = comparison;
        this.values = values;
        this.settings = settings;
    }

    /**
     * Decides.
     *
     * @param stored the baseline
     * @param run what was measured now
     * @param settings the rules
     * @return the verdict on the gate and on every row
     */
    public static BaselineVerdict of(TimedBaseline stored, BaselineRun run, Settings settings) {
        BaselineComparison comparison = BaselineComparison.of(stored, run.baseline());
        BaselineDecision decision = new BaselineDecision(comparison, run.values(), settings);
        List<BaselineVerdict.Row> rows = new ArrayList<>();
        rows.addAll(decision.times(true));
        rows.addAll(CountComparison.judge(stored, run.values(), settings));
        BaselineVerdict.@Nullable Row canary = decision.canary(run.canary());
        List<String> controls = new ArrayList<>(comparison.reasons());
        if (canary == null) {
            controls.add("the canary was not measured");
        } else if (canary.outcome() != Outcome.REGRESSED) {
            controls.add("the canary was missed: " + canary.row() + ", " + size(canary));
        }
        boolean broken = rows.stream().anyMatch(row -> row.outcome() == Outcome.BROKEN);
        boolean red = rows.stream().anyMatch(row -> row.outcome().red());
        boolean open = rows.stream().anyMatch(row -> row.outcome() == Outcome.UNDECIDED);
        List<String> reasons = new ArrayList<>();
        reasons(rows, Outcome.BROKEN).forEach(reasons::add);
        reasons.addAll(controls);
        reasons(rows, Outcome.REGRESSED).forEach(reasons::add);
        if (controls.isEmpty() && !red && open) {
            reasons.add("not every row could be decided");
        }
        rows.addAll(decision.times(false));
        return new BaselineVerdict(
                Status.of(broken, !controls.isEmpty(), red, open),
                reasons,
                stored.commit(),
                stored.time(),
                comparison.kernels(),
                comparison.slower(),
                rows,
                canary,
                comparison.missing());
    }

    /** The planted slowdown against the same without, in this run: nothing else makes it take longer. */
    private BaselineVerdict.@Nullable Row canary(BaselineRun.Canary forks) {
        SortedMap<RowKey, TimedBaseline.Row> unslowed = BaselineRun.values(forks.unslowed());
        for (Map.Entry<RowKey, TimedBaseline.Row> slowed :
                BaselineRun.values(forks.slowed()).entrySet()) {
            TimedBaseline.Row before = unslowed.get(slowed.getKey());
            if (slowed.getKey().metric() == Metric.CPU && before != null) {
                ComparedRow row = new ComparedRow(before, slowed.getValue(), 1, 1, 1);
                double p = row.pAbove(settings.logFloor());
                return judge(slowed.getKey(), true, row, p, 1);
            }
        }
        return null;
    }

    private static Stream<String> reasons(List<BaselineVerdict.Row> rows, Outcome outcome) {
        return rows.stream()
                .filter(row -> row.outcome() == outcome)
                .map(row -> row.row() + " "
                        + (outcome == Outcome.BROKEN ? "is broken: " + row.detail() : "regressed: " + size(row)));
    }

    private static String size(BaselineVerdict.Row row) {
        return BaselineTexts.value(row.row().metric(), row.before()) + " before, "
                + BaselineTexts.value(row.row().metric(), row.after()) + " after, ratio "
                + BaselineTexts.ratio(row.ratio().estimate());
    }

    /** The rows of times and rates, those that gate or the advisory ones. */
    private List<BaselineVerdict.Row> times(boolean gated) {
        List<Map.Entry<RowKey, TimedBaseline.Row>> rows = values.entrySet().stream()
                .filter(row ->
                        row.getKey().metric().timed() && gated == (row.getKey().metric() == Metric.CPU))
                .toList();
        List<@Nullable ComparedRow> compared = new ArrayList<>();
        rows.forEach(row -> compared.add(comparison.rows().get(row.getKey().toString())));
        double[] worse = pValues(compared, true);
        double[] better = pValues(compared, false);
        if (gated) {
            worse = Holm.adjusted(worse);
            better = Holm.adjusted(better);
        } else {
            double[] either = new double[worse.length];
            for (int i = 0; i < either.length; i++) {
                either[i] = Math.min(1, 2 * Math.min(worse[i], better[i]));
            }
            worse = BenjaminiHochberg.adjusted(either);
            better = worse;
        }
        List<BaselineVerdict.Row> verdicts = new ArrayList<>();
        for (int i = 0; i < worse.length; i++) {
            RowKey key = rows.get(i).getKey();
            ComparedRow row = compared.get(i);
            verdicts.add(
                    row == null
                            ? unknown(key, gated, rows.get(i).getValue())
                            : judge(key, gated, row, worse[i], better[i]));
        }
        return verdicts;
    }

    /** A row that is not compared is no evidence, but one of the family all the same. */
    private double[] pValues(List<@Nullable ComparedRow> rows, boolean worse) {
        return rows.stream()
                .mapToDouble(row -> {
                    if (row == null) {
                        return 1;
                    }
                    return worse ? row.pAbove(settings.logFloor()) : row.pBelow(-settings.logFloor());
                })
                .toArray();
    }

    private BaselineVerdict.Row judge(RowKey key, boolean gated, ComparedRow row, double worse, double better) {
        double alpha = gated ? settings.alpha() * Settings.TIMES : Settings.ADVISORY;
        boolean isWorse = row.worsening(LEVEL).estimate() > 1;
        double p = isWorse ? worse : better;
        Outcome outcome = Outcome.UNDECIDED;
        if (row.pWithin(settings.logMargin()) <= Settings.EQUIVALENCE) {
            outcome = Outcome.EQUIVALENT;
        } else if (p <= alpha) {
            outcome = isWorse ? Outcome.REGRESSED : Outcome.IMPROVED;
        }
        return new BaselineVerdict.Row(
                key,
                gated,
                outcome,
                StatUtils.mean(row.before().values()),
                StatUtils.mean(row.after().values()),
                row.ratio(LEVEL),
                outcome == Outcome.IMPROVED ? better : worse,
                outcome == Outcome.UNDECIDED ? "the data do not tell" : "");
    }

    private BaselineVerdict.Row unknown(RowKey key, boolean gated, TimedBaseline.Row row) {
        return new BaselineVerdict.Row(
                key,
                gated,
                Outcome.UNDECIDED,
                Double.NaN,
                StatUtils.mean(row.values()),
                Interval.pointOnly(Double.NaN, LEVEL, 0),
                Double.NaN,
                comparison.isVoid() ? "void" : NOT_STORED);
    }
}
