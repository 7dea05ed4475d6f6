package dev.spinlab.bench.kernelprobe;

import dev.spinlab.results.kernel.KernelCalls;
import dev.spinlab.results.kernel.Range;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The calls of one case in one round.
 *
 * @param calls how many
 * @param failures how many were refused, by call and answer
 * @param nanos time in calls
 * @param refusedNanos time in refused calls, NaN where it was not told apart
 * @param nanosPerCall time of a call
 */
record Sample(long calls, SortedMap<String, Long> failures, double nanos, double refusedNanos, double nanosPerCall) {

    /** Copies the map. */
    Sample {
        failures = new TreeMap<>(failures);
    }

    private double refused() {
        return failures.values().stream().mapToDouble(Long::doubleValue).sum();
    }

    /**
     * All rounds of a case together.
     *
     * @param rounds at least one, each with calls
     * @return counts are summed, the time of a call is the median of the rounds
     */
    static KernelCalls together(List<Sample> rounds) {
        long calls = rounds.stream().mapToLong(Sample::calls).sum();
        SortedMap<String, Long> failures = new TreeMap<>();
        rounds.forEach(round -> round.failures().forEach((name, count) -> failures.merge(name, count, Long::sum)));
        double nanos = rounds.stream().mapToDouble(Sample::nanos).sum();
        double refusedNanos = rounds.stream().mapToDouble(Sample::refusedNanos).sum();
        double refused = rounds.stream().mapToDouble(Sample::refused).sum();
        List<Double> times = sorted(rounds, Sample::nanosPerCall);
        return new KernelCalls(
                calls,
                failures,
                range(refused / calls, sorted(rounds, round -> round.refused() / round.calls())),
                Double.isNaN(refusedNanos) || nanos == 0 ? null : Math.min(1, refusedNanos / nanos),
                range(times.get((times.size() - 1) / 2), times));
    }

    private static List<Double> sorted(List<Sample> rounds, ToDoubleFunction<Sample> value) {
        return rounds.stream().mapToDouble(value).sorted().boxed().toList();
    }

    /** Rounding may put a quotient of sums beyond those that it lies between. */
    private static Range range(double middle, List<Double> sorted) {
        double least = sorted.get(0);
        double greatest = sorted.get(sorted.size() - 1);
        return new Range(Math.max(least, Math.min(greatest, middle)), least, greatest);
    }
}
