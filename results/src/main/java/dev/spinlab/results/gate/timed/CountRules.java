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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules for what is counted: failed forks, violations, failed calls by error code, peak of the backlog. All gate.
 *
 * <p>A fork of the head that fails, a violation, or an error code that the base never gave in that workload, is broken at
 * once. The other
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

    /** A count that is tested, with its means over the forks of base and head. */
    private record Soft(RowKey row, List<Block> blocks, ToDoubleFunction<ForkValues> value, double base, double head) {
        Soft(RowKey row, List<Block> blocks, ToDoubleFunction<ForkValues> value) {
            this(row, blocks, value, mean(blocks, Arm.BASE, value), mean(blocks, Arm.HEAD, value));
        }

        List<PermutationTest.Block> values() {
            return blocks.stream().map(block -> block.values(value)).toList();
        }

        String figures() {
            return row.metric() == Metric.FAILED_CALLS
                    ? Numbers.percent(base) + " before, " + Numbers.percent(head) + " after"
                    : Numbers.plain(base) + " before, " + Numbers.plain(head) + " after";
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
        Map<RowKey, List<Block>> blocks = data.blocks().stream()
                .filter(block -> block.look() <= look)
                .collect(Collectors.groupingBy(
                        block -> new RowKey(block.backend(), block.workload(), Metric.VIOLATIONS),
                        TreeMap::new,
                        Collectors.toList()));
        data.failed().stream()
                .filter(fork -> fork.look() <= look)
                .forEach(fork -> add(
                        new RowKey(fork.backend(), fork.workload(), Metric.FAILED_FORKS),
                        Outcome.BROKEN,
                        "a fork of the head gives no result: " + fork.cause()));
        blocks.forEach(this::collect);
        double[] adjusted = Holm.adjusted(soft.stream()
                .mapToDouble(count -> regressed.containsKey(count.row()) ? 0 : p(count))
                .toArray());
        for (int i = 0; i < adjusted.length; i++) {
            RowVerdict earlier = regressed.get(soft.get(i).row());
            verdicts.add(earlier == null ? judge(soft.get(i), adjusted[i]) : earlier);
        }
        return verdicts;
    }

    /** Judges what needs no test, and lists what does; {@code all} are the blocks of a workload, of all arms. */
    private void collect(RowKey violations, List<Block> all) {
        List<Block> blocks =
                all.stream().filter(block -> block.versus() == Arm.HEAD).toList();
        if (blocks.isEmpty()) {
            return;
        }
        double breaches =
                forks(blocks, Arm.HEAD).mapToLong(ForkValues::violations).sum();
        add(violations, breaches > 0 ? Outcome.BROKEN : Outcome.NO_RISE, Numbers.count(breaches) + " in the head");
        // The null control is the base's code too.
        Set<String> known = codes(Stream.concat(forks(all, Arm.BASE), forks(all, Arm.NULL)));
        Set<String> codes = codes(forks(blocks, Arm.HEAD));
        codes.addAll(known);
        for (String code : codes) {
            RowKey row = new RowKey(violations.backend(), violations.workload(), Metric.FAILED_CALLS, code);
            Soft count = new Soft(row, blocks, fork -> fork.failedShare(code));
            if (known.contains(code)) {
                soft.add(count);
            } else {
                add(row, Outcome.BROKEN, "new code, " + count.figures());
            }
        }
        RowKey backlog = new RowKey(violations.backend(), violations.workload(), Metric.BACKLOG);
        soft.add(new Soft(backlog, blocks, ForkValues::backlogPeak));
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
        return verdict(count.row(), outcome, adjusted, count.figures());
    }

    private boolean reachesFloor(Soft count) {
        if (count.head() <= count.base()) {
            return false;
        }
        return count.row().metric() == Metric.BACKLOG
                ? count.head() >= count.base() * data.settings().backlogFloor()
                : count.head() - count.base() >= data.settings().floors().failedShare();
    }

    private void add(RowKey row, Outcome outcome, String detail) {
        verdicts.add(verdict(row, outcome, Double.NaN, detail));
    }

    private RowVerdict verdict(RowKey row, Outcome outcome, double p, String detail) {
        return new RowVerdict(row, Arm.HEAD, true, outcome, look, NO_RATIO, p, detail);
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
