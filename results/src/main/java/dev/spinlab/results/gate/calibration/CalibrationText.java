package dev.spinlab.results.gate.calibration;

import dev.spinlab.results.chart.Drawing;
import dev.spinlab.results.chart.PowerChart;
import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.measure.TextTable;
import dev.spinlab.results.stat.Interval;
import dev.spinlab.results.stat.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** A calibration in words, and its power curve. */
public final class CalibrationText {
    private CalibrationText() {}

    /**
     * All that was found.
     *
     * @param calibration what was found
     * @return lines, each ended by a line feed
     */
    public static String of(Calibration calibration) {
        List<String> lines = new ArrayList<>();
        lines.add("gates of this build against itself, drawn from " + calibration.rounds() + " rounds of "
                + calibration.rows() + " rows and two controls (" + Numbers.plain(calibration.roundSeconds())
                + " s each), margin " + Numbers.percent(calibration.margin()));
        List<List<String>> gates =
                new ArrayList<>(List.of(List.of("budget", "false alarms", "passed", "undecided", "void", "gates")));
        for (Calibration.Gates gate : calibration.gates()) {
            gates.add(List.of(
                    time(gate.budgetSeconds()),
                    rate(gate.red()),
                    rate(gate.passed()),
                    rate(gate.undecided()),
                    rate(gate.voided()),
                    Integer.toString(gate.red().trials())));
        }
        TextTable.aligned(gates).forEach(line -> lines.add("  " + line));
        lines.add("slowdowns of one row");
        List<List<String>> power = new ArrayList<>(List.of(List.of("budget", "slowdown", "found", "others blamed")));
        for (Calibration.Power point : calibration.power()) {
            power.add(List.of(
                    time(point.budgetSeconds()),
                    Numbers.percent(point.slowdown()),
                    rate(point.found()),
                    rate(point.blamed())));
        }
        TextTable.aligned(power).forEach(line -> lines.add("  " + line));
        lines.add("planted work and what it measured, all rows together");
        List<List<String>> planted = new ArrayList<>(List.of(List.of("planted", "measured")));
        for (Calibration.Planted check : calibration.planted()) {
            planted.add(List.of(Numbers.percent(check.slowdown()), change(check.measured())));
        }
        TextTable.aligned(planted).forEach(line -> lines.add("  " + line));
        for (Calibration.Gates gate : calibration.gates()) {
            lines.add(seen(calibration, gate.budgetSeconds()));
        }
        for (double slowdown : List.of(0.03, 0.05, 0.1)) {
            lines.add(needed(calibration, slowdown));
        }
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    /**
     * What a gate could have seen, for its reader.
     *
     * @param calibration of the machine it ran on
     * @param budgetSeconds what it was allowed to take
     * @return sentences, one per element
     */
    public static List<String> ofGate(Calibration calibration, double budgetSeconds) {
        List<String> lines = new ArrayList<>();
        OptionalDouble within = calibration.budgetWithin(budgetSeconds);
        String when = "calibrated " + calibration.started() + ": ";
        if (within.isEmpty()) {
            lines.add(when + "gates of so short a budget were not drawn");
            return lines;
        }
        Calibration.Gates gates = calibration.gates(within.getAsDouble());
        lines.add(when + "gates of " + time(gates.budgetSeconds()) + " on this machine raise a false alarm in "
                + rate(gates.red()) + "; " + seen(calibration, gates.budgetSeconds()));
        return lines;
    }

    /**
     * What an undecided gate would have needed.
     *
     * @param calibration of the machine it ran on
     * @return a sentence
     */
    public static String remedy(Calibration calibration) {
        OptionalDouble budget = calibration.budgetToPass();
        return budget.isPresent()
                ? "on this machine " + time(budget.getAsDouble()) + " decide 95 % of gates at a margin of "
                        + Numbers.percent(calibration.margin()) + ": give --budget "
                        + Math.round(Math.ceil(budget.getAsDouble() / 60)) + "m"
                : "no calibrated budget decides 95 % of gates at a margin of " + Numbers.percent(calibration.margin())
                        + " on this machine: give a wider --margin";
    }

    /**
     * The power curve.
     *
     * @param calibration what was found
     * @return a chart, absent if no budget could be drawn
     */
    public static Drawing chart(Calibration calibration) {
        List<PowerChart.Line> lines = calibration.gates().stream()
                .map(gate -> new PowerChart.Line(
                        time(gate.budgetSeconds()),
                        calibration.power().stream()
                                .filter(point -> point.budgetSeconds() == gate.budgetSeconds())
                                .map(point -> new PowerChart.Level(point.slowdown(), point.found()))
                                .toList()))
                .toList();
        String machine = calibration.machine().parts().getOrDefault("CPU model", "") + ", Linux "
                + calibration.machine().parts().getOrDefault("kernel", "") + ", Java "
                + calibration.machine().parts().getOrDefault("JVM version", "");
        return PowerChart.of(
                lines,
                "drawn from " + calibration.rounds() + " recorded rounds, margin "
                        + Numbers.percent(calibration.margin()),
                machine);
    }

    private static String seen(Calibration calibration, double budget) {
        OptionalDouble smallest = calibration.smallestSeen(budget);
        return "a gate of " + time(budget)
                + (smallest.isPresent()
                        ? " sees a slowdown of one row of " + Numbers.percent(smallest.getAsDouble())
                                + " or more at least 95 times in 100"
                        : " sees no slowdown of those tried 95 times in 100");
    }

    private static String needed(Calibration calibration, double slowdown) {
        OptionalDouble budget = calibration.budgetFor(slowdown);
        return "a slowdown of " + Numbers.percent(slowdown)
                + (budget.isPresent()
                        ? " is seen 95 times in 100 within " + time(budget.getAsDouble())
                        : " is seen 95 times in 100 within none of these budgets");
    }

    private static String time(double seconds) {
        return seconds < 120 ? Numbers.plain(seconds) + " s" : Numbers.plain(seconds / 60) + " min";
    }

    private static String rate(Rate rate) {
        return Numbers.percent(rate.share()) + " [" + Numbers.percent(rate.low()) + ", " + Numbers.percent(rate.high())
                + "]";
    }

    private static String change(Interval ratio) {
        return percent(ratio.estimate()) + " [" + percent(ratio.low()) + ", " + percent(ratio.high()) + "]";
    }

    private static String percent(double ratio) {
        return Double.isFinite(ratio) ? String.format(Locale.ROOT, "%+.1f %%", 100 * (ratio - 1)) : Numbers.UNKNOWN;
    }
}
