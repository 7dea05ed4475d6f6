package dev.spinlab.results.gate.timed;

import static java.util.Objects.requireNonNull;

import dev.spinlab.results.stat.Interval;
import java.util.Comparator;

/**
 * The verdict on one row.
 *
 * @param row what it is about
 * @param versus the arm compared with the base
 * @param gated whether it counts for the gate
 * @param outcome the verdict
 * @param look the look that decided it by a test; of the other rows, the last one
 * @param worsening the ratio by which the arm is worse than the base, above 1 is worse, with its interval at 90 %; NaN for
 *     counts
 * @param p p-value of "not worse" (of "not better" if it improved; of either in advisory rows), adjusted for the other
 *     rows; NaN where nothing was tested
 * @param detail a remark, or the figures of a count; may be empty
 */
public record RowVerdict(
        RowKey row, Arm versus, boolean gated, Outcome outcome, int look, Interval worsening, double p, String detail) {

    /** The worst first: gated before advisory, by outcome, then by size. */
    public static final Comparator<RowVerdict> WORST_FIRST = Comparator.comparing((RowVerdict v) -> !v.gated())
            .thenComparing(RowVerdict::outcome)
            .thenComparing(v -> v.worsening().hasEstimate() ? -v.worsening().estimate() : 0.0)
            .thenComparing(RowVerdict::row);

    /** Rejects missing parts. */
    public RowVerdict {
        requireNonNull(row, "row");
        requireNonNull(versus, "versus");
        requireNonNull(outcome, "outcome");
        requireNonNull(worsening, "worsening");
        requireNonNull(detail, "detail");
    }
}
