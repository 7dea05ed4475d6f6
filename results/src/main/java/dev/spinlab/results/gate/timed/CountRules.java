package dev.spinlab.results.gate.timed;

import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.stat.Holm;
import dev.spinlab.results.stat.Interval;
import dev.spinlab.results.stat.PermutationTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The rules for what is counted: violations, failed calls by error code, peak of the backlog. All gate.
 *
 * <p>A violation of the head, or an error code that the base never gave in that workload, is broken at once. The other
 * counts are compared by permutations within blocks, with Holm's correction over all of them, at each look; a difference
 * below its floor is not tested.
 */
final class CountRules {
    private static final Interval NO_RATIO = Interval.pointOnly(Double.NaN, 1 - 2 * Settings.EQUIVALENCE, 0);

    private final GateData data;
    private final int look;
    private final List<Soft> soft = new ArrayList<>();
    private final List<RowVerdict> verdicts = new ArrayList<>();

    private CountRules(GateData data, int look) {
        this.data = data;
        this.look = look;
    }

    /** A count that is tested, with what there is of it. */
    private record Soft(RowKey row, List<Block> blocks, ToDoubleFunction<ForkValues> value) {
        double mean(Arm arm) {
            return CountRules.mean(blocks, arm, value);
        }

        List<PermutationTest.Block> values() {
            return blocks.stream().map(block -> block.values(value)).toList();
        }
    }

    /** The verdicts on the counts after some looks, at least one. */
    static List<RowVerdict> judge(GateData data, int looks) {
        List<RowVerdict> last = List.of();
        Map<RowKey, RowVerdict> regressed = new TreeMap<>();
        for (int look = 1; look <= looks; look++) {
            last = new CountRules(data, look).judge(regressed);
            last.stream()
                    .filter(verdict -> verdict.outcome() == Outcome.REGRESSED)
                    .forEach(verdict -> regressed.putIfAbsent(verdict.row(), verdict));
        }
        return last;
    }

    private List<RowVerdict> judge(Map<RowKey, RowVerdict> regressed) {
        List<Block> head = data.blocks(Arm.HEAD, look);
        head.stream()
                .map(block -> new RowKey(block.backend(), block.workload(), Metric.VIOLATIONS))
                .distinct()
                .sorted()
                .forEach(row -> collect(
                        row, head.stream().filter(block -> block.measures(row)).toList()));
        double[] adjusted = Holm.adjusted(soft.stream()
                .mapToDouble(count -> regressed.containsKey(count.row()) ? 0 : p(count))
                .toArray());
        for (int i = 0; i < adjusted.length; i++) {
            RowVerdict earlier = regressed.get(soft.get(i).row());
            verdicts.add(earlier == null ? judge(soft.get(i), adjusted[i]) : earlier);
        }
        return verdicts;
    }

    /** Judges what needs no test, and lists what does. */
    private void collect(RowKey violations, List<Block> blocks) {
        double breaches =
                forks(blocks, Arm.HEAD).mapToLong(ForkValues::violations).sum();
        add(violations, breaches > 0 ? Outcome.BROKEN : Outcome.NO_RISE, Numbers.count(breaches) + " in the head");
        Set<String> known = codes(baseForks(violations));
        Set<String> all = codes(forks(blocks, Arm.HEAD));
        all.addAll(known);
        for (String code : all) {
            RowKey row = new RowKey(violations.backend(), violations.workload(), Metric.FAILED_CALLS, code);
            Soft count = new Soft(row, blocks, fork -> fork.failedShare(code));
            if (known.contains(code)) {
                soft.add(count);
            } else {
                add(row, Outcome.BROKEN, "new code, " + figures(count));
            }
        }
        soft.add(new Soft(
                new RowKey(violations.backend(), violations.workload(), Metric.BACKLOG),
                blocks,
                ForkValues::backlogPeak));
    }

    private double p(Soft count) {
        return reachesFloor(count) ? PermutationTest.pGreater(count.values(), data.seed()) : 1;
    }

    private RowVerdict judge(Soft count, double adjusted) {
        Outcome outcome = Outcome.NO_RISE;
        if (adjusted <= data.settings().countsAlpha(look)) {
            outcome = Outcome.REGRESSED;
        } else if (reachesFloor(count)
                && PermutationTest.leastP(count.values()) * soft.size()
                        > data.settings().countsAlpha(look)) {
            outcome = Outcome.UNDECIDED;
        }
        return verdict(count.row(), outcome, adjusted, figures(count));
    }

    private boolean reachesFloor(Soft count) {
        double base = count.mean(Arm.BASE);
        double head = count.mean(Arm.HEAD);
        if (head <= base) {
            return false;
        }
        return count.row().metric() == Metric.BACKLOG
                ? head >= base * data.settings().backlogFloor()
                : head - base >= data.settings().floors().failedShare();
    }

    private static String figures(Soft count) {
        boolean share = count.row().metric() == Metric.FAILED_CALLS;
        double base = count.mean(Arm.BASE);
        double head = count.mean(Arm.HEAD);
        return share
                ? Numbers.percent(base) + " before, " + Numbers.percent(head) + " after"
                : Numbers.plain(base) + " before, " + Numbers.plain(head) + " after";
    }

    private void add(RowKey row, Outcome outcome, String detail) {
        verdicts.add(verdict(row, outcome, Double.NaN, detail));
    }

    private RowVerdict verdict(RowKey row, Outcome outcome, double p, String detail) {
        return new RowVerdict(row, Arm.HEAD, true, outcome, look, NO_RATIO, p, detail);
    }

    /** Forks of the base's code for a workload, whichever arm they were measured against. */
    private Stream<ForkValues> baseForks(RowKey row) {
        List<Block> blocks = data.blocks().stream()
                .filter(block -> block.look() <= look && block.measures(row))
                .toList();
        return Stream.concat(forks(blocks, Arm.BASE), forks(blocks, Arm.NULL));
    }

    private static Stream<ForkValues> forks(List<Block> blocks, Arm arm) {
        return blocks.stream().flatMap(block -> block.forks().stream()).filter(fork -> fork.arm() == arm);
    }

    /** Codes that occurred at least once. */
    private static Set<String> codes(Stream<ForkValues> forks) {
        Set<String> codes = new TreeSet<>();
        forks.forEach(fork -> fork.failures().forEach((code, count) -> {
            if (count > 0) {
                codes.add(code);
            }
        }));
        return codes;
    }

    private static double mean(List<Block> blocks, Arm arm, ToDoubleFunction<ForkValues> value) {
        return forks(blocks, arm).mapToDouble(value).average().orElse(Double.NaN);
    }
}
