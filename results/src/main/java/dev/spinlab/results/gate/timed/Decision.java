package dev.spinlab.results.gate.timed;

import dev.spinlab.results.stat.BenjaminiHochberg;
import dev.spinlab.results.stat.PairTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The decision: a pure function of the data and the number of looks taken. */
public final class Decision {
    private Decision() {}

    /**
     * Decides a gate.
     *
     * @param data what was measured, and the rules
     * @param look how many looks were taken, from 1 to the planned number
     * @return the verdict on the gate and on every row, as if no block were to follow
     */
    public static GateVerdict after(GateData data, int look) {
        GateVerdict gated = withoutAdvice(data, look);
        List<RowVerdict> rows = new ArrayList<>(gated.rows());
        rows.addAll(advisory(data, look));
        return new GateVerdict(gated.status(), look, gated.reasons(), rows);
    }

    /**
     * Decides a gate, but for the rows that do not gate: for who asks only how it ends and goes on.
     *
     * @param data what was measured, and the rules
     * @param look how many looks were taken, from 1 to the planned number
     * @return the verdict without advisory rows
     */
    public static GateVerdict withoutAdvice(GateData data, int look) {
        if (look < 1 || look > data.settings().looks().size()) {
            throw new IllegalArgumentException(
                    "no look " + look + " of " + data.settings().looks().size());
        }
        List<RowVerdict> rows = new ArrayList<>(Race.run(data, Arm.HEAD, data.family(), look));
        rows.addAll(CountRules.judge(data, look));
        boolean broken = rows.stream().anyMatch(row -> row.outcome() == Outcome.BROKEN);
        boolean red = rows.stream().anyMatch(row -> row.outcome().red());
        boolean open = rows.stream().anyMatch(row -> row.outcome() == Outcome.UNDECIDED);
        List<String> reasons = new ArrayList<>();
        rows.stream()
                .filter(row -> row.outcome() == Outcome.BROKEN)
                .forEach(row -> reasons.add(row.row() + ": " + row.detail()));
        boolean isVoid = controls(data, look, rows, reasons);
        rows.stream()
                .filter(row -> row.versus() == Arm.HEAD && row.outcome() == Outcome.REGRESSED)
                .forEach(row -> reasons.add(row.row() + " regressed: " + size(row)));
        if (!isVoid && !red && open) {
            reasons.add("not every row could be decided");
        }
        return new GateVerdict(Status.of(broken, isVoid, red, open), look, reasons, rows);
    }

    private static String size(RowVerdict row) {
        return row.row().metric().timed()
                ? "worse by " + GateTexts.change(row.worsening().estimate()) + ", interval "
                        + GateTexts.interval(row.worsening())
                : row.detail();
    }

    /** Adds the rows of the controls, and the reasons if they make the gate void. */
    private static boolean controls(GateData data, int look, List<RowVerdict> rows, List<String> reasons) {
        int before = reasons.size();
        List<RowVerdict> nulls = control(data, Arm.NULL, look);
        List<RowVerdict> canaries = control(data, Arm.CANARY, look);
        if (nulls.isEmpty()) {
            reasons.add("the null control was not measured");
        }
        nulls.stream()
                .filter(row -> row.outcome() == Outcome.REGRESSED || row.outcome() == Outcome.IMPROVED)
                .forEach(row -> reasons.add("the null control moved: " + row.row() + " "
                        + row.outcome().word()));
        if (canaries.isEmpty()) {
            reasons.add("the canary was not measured");
        }
        canaries.stream()
                .filter(row -> row.outcome() != Outcome.REGRESSED)
                .forEach(row -> reasons.add("the canary was missed: " + row.row() + " "
                        + row.outcome().word()));
        rows.addAll(nulls);
        rows.addAll(canaries);
        return reasons.size() > before;
    }

    /** The rows of the family for which a control was measured, judged as the head's are. */
    private static List<RowVerdict> control(GateData data, Arm arm, int look) {
        List<Block> blocks = data.blocks(arm, look);
        List<RowKey> measured = data.family().stream()
                .filter(row -> blocks.stream().anyMatch(block -> block.measures(row)))
                .toList();
        return Race.run(data, arm, measured, look);
    }

    /** Timed rows that do not gate, once, with all data there are: Benjamini and Hochberg over both directions. */
    private static List<RowVerdict> advisory(GateData data, int look) {
        List<Block> blocks = data.blocks(Arm.HEAD, look);
        List<RowKey> rows = blocks.stream()
                .flatMap(block -> block.forks().get(0).values().keySet().stream()
                        .map(metric -> new RowKey(block.backend(), block.workload(), metric)))
                .distinct()
                .filter(row -> !data.family().contains(row))
                .sorted()
                .toList();
        List<PairTest> tests = rows.stream()
                .map(row -> PairTest.of(
                        data.settings().method(),
                        data.noise(row, look),
                        blocks.stream()
                                .filter(block -> block.measures(row))
                                .flatMapToDouble(block -> Arrays.stream(block.worsenings(row.metric())))
                                .toArray()))
                .toList();
        double[] adjusted = BenjaminiHochberg.adjusted(tests.stream()
                .mapToDouble(test -> Math.min(1, 2 * Math.min(test.pAbove(0), test.pBelow(0))))
                .toArray());
        List<RowVerdict> verdicts = new ArrayList<>();
        for (int i = 0; i < adjusted.length; i++) {
            verdicts.add(advisory(data.settings(), rows.get(i), tests.get(i), adjusted[i], look));
        }
        return verdicts;
    }

    private static RowVerdict advisory(Settings settings, RowKey row, PairTest test, double adjusted, int look) {
        Outcome outcome = Outcome.UNDECIDED;
        if (test.pWithin(settings.logMargin()) <= Settings.EQUIVALENCE) {
            outcome = Outcome.EQUIVALENT;
        } else if (adjusted <= Settings.ADVISORY) {
            outcome = test.estimate() > 0 ? Outcome.REGRESSED : Outcome.IMPROVED;
        }
        return new RowVerdict(
                row, Arm.HEAD, false, outcome, look, test.ratio(1 - 2 * Settings.EQUIVALENCE), adjusted, "");
    }
}
