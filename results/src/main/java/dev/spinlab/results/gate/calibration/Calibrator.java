package dev.spinlab.results.gate.calibration;

import dev.spinlab.results.gate.timed.Arm;
import dev.spinlab.results.gate.timed.Decision;
import dev.spinlab.results.gate.timed.GateData;
import dev.spinlab.results.gate.timed.GateVerdict;
import dev.spinlab.results.gate.timed.Metric;
import dev.spinlab.results.gate.timed.Outcome;
import dev.spinlab.results.gate.timed.Resampler;
import dev.spinlab.results.gate.timed.RowKey;
import dev.spinlab.results.gate.timed.RowVerdict;
import dev.spinlab.results.gate.timed.Status;
import dev.spinlab.results.stat.ForkStatistics;
import dev.spinlab.results.stat.Interval;
import dev.spinlab.results.stat.PairTest;
import dev.spinlab.results.stat.Rate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Draws gates from recorded rounds and counts how they end; the same from the same recording and seed. */
public final class Calibrator {
    /** The slowdowns of one row whose power is asked for. */
    static final List<Double> SLOWDOWNS = List.of(0.03, 0.05, 0.075, 0.1, 0.15, 0.2);

    /** The budgets, as multiples of the gate's own. */
    static final List<Double> BUDGETS = List.of(0.5, 1.0, 2.0, 4.0);

    private final Recording recording;
    private final long seed;
    private final int gates;

    /**
     * Prepares the drawing.
     *
     * @param recording what to draw from
     * @param seed of the draws
     * @param gates how many to draw for each rate
     */
    public Calibrator(Recording recording, long seed, int gates) {
        this.recording = recording;
        this.seed = seed;
        this.gates = gates;
    }

    /**
     * Draws gates of several budgets.
     *
     * @param budgetSeconds the budget of a gate, around which the others lie
     * @return what was found; without budgets that hold no round before the first look, or more rounds than were recorded
     */
    public Calibration calibrate(double budgetSeconds) {
        GateData alike = recording.alike();
        List<Calibration.Gates> ends = new ArrayList<>();
        List<Calibration.Power> power = new ArrayList<>();
        for (double multiple : BUDGETS) {
            double budget = multiple * budgetSeconds;
            if (!Resampler.holdsScreen(alike.settings(), rounds(budget)) || rounds(budget) > recording.rounds()) {
                continue;
            }
            ends.add(ends(budget));
            SLOWDOWNS.forEach(slowdown -> power.add(power(budget, slowdown)));
        }
        return new Calibration(
                alike.started(),
                recording.machine(),
                alike.settings().margin(),
                alike.family().size(),
                recording.rounds(),
                recording.roundSeconds(),
                ends,
                power,
                recording.planted().stream().map(Calibrator::measured).toList());
    }

    private double rounds(double budget) {
        return budget / recording.roundSeconds();
    }

    private Resampler resampler(double budget) {
        return new Resampler(recording.alike(), rounds(budget), true);
    }

    /** How gates of one budget, in seconds, end. */
    Calibration.Gates ends(double budget) {
        Map<Status, Integer> counts = new EnumMap<>(Status.class);
        resampler(budget).rate(seed, gates, data -> {
            counts.merge(decided(data).status(), 1, Integer::sum);
            return true;
        });
        return new Calibration.Gates(
                budget,
                rate(counts, Status.REGRESSED),
                rate(counts, Status.PASS),
                rate(counts, Status.UNDECIDED),
                rate(counts, Status.VOID));
    }

    private Rate rate(Map<Status, Integer> counts, Status status) {
        return new Rate(counts.getOrDefault(status, 0), gates);
    }

    /** The slowdown in each row of the family in turn. */
    private Calibration.Power power(double budget, double slowdown) {
        Resampler resampler = resampler(budget);
        List<RowKey> family = recording.alike().family();
        int each = Math.max(1, gates / family.size());
        int found = 0;
        int[] blamed = new int[1];
        for (int i = 0; i < family.size(); i++) {
            RowKey slow = family.get(i);
            found += resampler
                    .planting(slow, 1 + slowdown)
                    .rate(seed + i, each, data -> {
                        Set<RowKey> regressed = regressed(data);
                        if (regressed.stream().anyMatch(row -> !row.equals(slow))) {
                            blamed[0]++;
                        }
                        return regressed.contains(slow);
                    })
                    .hits();
        }
        int drawn = each * family.size();
        return new Calibration.Power(budget, slowdown, new Rate(found, drawn), new Rate(blamed[0], drawn));
    }

    private static Set<RowKey> regressed(GateData data) {
        return decided(data).rows(Arm.HEAD).stream()
                .filter(row -> row.gated() && row.row().metric().timed() && row.outcome() == Outcome.REGRESSED)
                .map(RowVerdict::row)
                .collect(Collectors.toSet());
    }

    private static GateVerdict decided(GateData data) {
        return Decision.withoutAdvice(data, data.settings().looks().size());
    }

    private static Calibration.Planted measured(Recording.Planted planted) {
        double[] pairs = planted.blocks().stream()
                .flatMapToDouble(block -> Arrays.stream(block.worsenings(Metric.CPU)))
                .toArray();
        Interval ratio = PairTest.of(PairTest.Method.T, pairs).ratio(ForkStatistics.LEVEL);
        return new Calibration.Planted(planted.slowdown(), ratio);
    }
}
