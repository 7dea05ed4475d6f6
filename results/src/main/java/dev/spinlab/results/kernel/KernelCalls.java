package dev.spinlab.results.kernel;

import static dev.spinlab.results.run.Fields.require;
import static java.util.Objects.requireNonNull;

import dev.spinlab.results.measure.Numbers;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The calls that the tasks of a case made, or its interrupt handlers.
 *
 * @param calls how many; a create and the delete after it are one
 * @param failures how many were refused, by what was called and the answer, for example {@code create NULL} or
 *     {@code delete EBUSY}; only what occurred
 * @param refusedShare refused calls / calls
 * @param refusedTimeShare time in refused calls / time in calls, null where it was not told apart
 * @param nanosPerCall time of a call in nanoseconds: the median of the tasks' calls, the mean of the handlers'
 */
public record KernelCalls(
        long calls,
        SortedMap<String, Long> failures,
        Range refusedShare,
        @Nullable Double refusedTimeShare,
        Range nanosPerCall) {
    /** Copies the map and rejects counts that cannot be. */
    public KernelCalls {
        require(calls > 0, "calls must be above 0, not " + calls);
        failures = Collections.unmodifiableSortedMap(new TreeMap<>(requireNonNull(failures, "failures")));
        long sum = 0;
        for (var failure : failures.entrySet()) {
            long count = requireNonNull(failure.getValue(), "failures of " + failure.getKey());
            require(count > 0, "failures of " + failure.getKey() + " must be above 0, not " + count);
            sum += count;
        }
        require(sum <= calls, sum + " failures in " + calls + " calls");
        requireNonNull(refusedShare, "refusedShare");
        requireNonNull(nanosPerCall, "nanosPerCall");
        require(
                refusedTimeShare == null || (refusedTimeShare >= 0 && refusedTimeShare <= 1),
                "refusedTimeShare must be 0 to 1, not " + refusedTimeShare);
    }

    /**
     * Refused calls, whatever the answer.
     *
     * @return their number
     */
    public long refused() {
        return failures.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * The share of calls that was refused, as text that tells none from few.
     *
     * @return for example {@code 92.8 % [91.9 % .. 93.4 %]} or {@code 0 of 12,345}
     */
    public String share() {
        return refused() == 0 ? "0 of " + Numbers.count((double) calls) : refusedShare.percent();
    }

    /**
     * The share of time that refused calls took.
     *
     * @return for example {@code 55.9 %}, {@value Numbers#UNKNOWN} where it was not told apart
     */
    public String timeShare() {
        return refusedTimeShare == null ? Numbers.UNKNOWN : Numbers.percent(refusedTimeShare);
    }

    /**
     * What the refused calls answered.
     *
     * @return for example {@code create NULL 11,204}, {@code none} if none was refused
     */
    public String answers() {
        return failures.isEmpty()
                ? "none"
                : failures.entrySet().stream()
                        .map(failure -> failure.getKey() + " " + Numbers.count(failure.getValue()))
                        .collect(Collectors.joining(", "));
    }
}
