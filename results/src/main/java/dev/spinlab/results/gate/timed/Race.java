package dev.spinlab.results.gate.timed;

import dev.spinlab.results.stat.Holm;
import dev.spinlab.results.stat.Interval;
import dev.spinlab.results.stat.Noise;
import dev.spinlab.results.stat.PairTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The timed rows of one arm, look by look; a row leaves when it is decided.
 *
 * <p>Holm's correction is over the whole family at every look, though some rows have left. One that left as not worse
 * counts with p = 1, since nothing can be rejected of it any more; one that left as worse counts with p = 0, as the step
 * that was already taken. A row that truly is no worse is thus called worse at look j with probability at most the look's
 * α, also if it would have left before: that the row is still there can only make the event rarer.
 */
final class Race {
    private final GateData data;
    private final List<RowKey> rows;
    private final List<List<Seen>> values = new ArrayList<>();
    private final Outcome[] outcomes;

    /** The value of a pair of forks, and the look that was the first to see it. */
    private record Seen(int look, double worsening) {}

    private Race(GateData data, Arm versus, List<RowKey> rows, int looks) {
        this.data = data;
        this.rows = rows;
        outcomes = new Outcome[rows.size()];
        Arrays.fill(outcomes, Outcome.UNDECIDED);
        List<Block> blocks = data.blocks(versus, looks);
        for (RowKey row : rows) {
            values.add(blocks.stream()
                    .filter(block -> block.measures(row))
                    .flatMap(block -> Arrays.stream(block.worsenings(row.metric()))
                            .mapToObj(worsening -> new Seen(block.look(), worsening)))
                    .toList());
        }
    }

    /** The verdicts on rows after some looks, at least one, in the order of the rows. */
    static List<RowVerdict> run(GateData data, Arm versus, List<RowKey> rows, int looks) {
        Race race = new Race(data, versus, rows, looks);
        RowVerdict[] verdicts = new RowVerdict[rows.size()];
        for (int look = 1; look <= looks; look++) {
            PairTest[] tests = race.tests(look);
            double[] worse = Holm.adjusted(race.pValues(tests, Outcome.REGRESSED));
            double[] better = Holm.adjusted(race.pValues(tests, Outcome.IMPROVED));
            for (int i = 0; i < tests.length; i++) {
                if (race.outcomes[i] != Outcome.UNDECIDED) {
                    continue;
                }
                double p = Math.min(worse[i], better[i]);
                Outcome outcome = race.judge(tests[i], p, look);
                race.outcomes[i] = outcome;
                if (outcome != Outcome.UNDECIDED || look == looks) {
                    double shown = outcome == Outcome.IMPROVED ? better[i] : worse[i];
                    Interval ratio = tests[i].ratio(1 - 2 * Settings.EQUIVALENCE);
                    String detail = outcome == Outcome.UNDECIDED ? race.why(ratio, p, look) : "";
                    verdicts[i] = new RowVerdict(rows.get(i), versus, true, outcome, look, ratio, shown, detail);
                }
            }
        }
        return List.of(verdicts);
    }

    private PairTest[] tests(int look) {
        Map<String, Noise> noise = new HashMap<>();
        PairTest[] tests = new PairTest[rows.size()];
        for (int i = 0; i < tests.length; i++) {
            RowKey row = rows.get(i);
            double[] seen = values.get(i).stream()
                    .filter(value -> value.look() <= look)
                    .mapToDouble(Seen::worsening)
                    .toArray();
            tests[i] = PairTest.of(
                    data.settings().method(),
                    noise.computeIfAbsent(row.workload() + row.metric(), key -> data.noise(row, look)),
                    seen);
        }
        return tests;
    }

    /** The p-values of all rows in one direction; a row that has left counts with 0 or 1. */
    private double[] pValues(PairTest[] tests, Outcome direction) {
        double[] p = new double[tests.length];
        for (int i = 0; i < p.length; i++) {
            if (outcomes[i] == Outcome.UNDECIDED) {
                p[i] = direction == Outcome.REGRESSED ? tests[i].pAbove(0) : tests[i].pBelow(0);
            } else {
                p[i] = outcomes[i] == direction ? 0 : 1;
            }
        }
        return p;
    }

    /** {@code p} is the smaller of the adjusted p-values of the two directions. */
    private Outcome judge(PairTest test, double p, int look) {
        Settings settings = data.settings();
        if (test.pWithin(settings.logMargin()) <= settings.equivalenceAlpha(look)) {
            return Outcome.EQUIVALENT;
        }
        if (p > settings.timesAlpha(look) || Math.abs(test.estimate()) < settings.logFloor()) {
            return Outcome.UNDECIDED;
        }
        return test.estimate() > 0 ? Outcome.REGRESSED : Outcome.IMPROVED;
    }

    private String why(Interval ratio, double p, int look) {
        if (!ratio.hasLimits()) {
            return "too few pairs, or no spread";
        }
        return p > data.settings().timesAlpha(look) ? "the data do not tell" : "differs, by less than the floor";
    }
}
