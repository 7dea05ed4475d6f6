package dev.spinlab.results.gate.machine;

import static java.util.Objects.requireNonNull;

import dev.spinlab.results.gate.timed.Outcome;
import dev.spinlab.results.gate.timed.RowKey;
import dev.spinlab.results.gate.timed.Status;
import dev.spinlab.results.stat.Interval;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on a run that was compared with a stored baseline.
 *
 * @param status the verdict
 * @param reasons why it is void, red or undecided, one sentence each; empty if it passed
 * @param commit what the baseline was measured of
 * @param time when the baseline was measured
 * @param kernels the calibration kernels in both runs
 * @param slower how many times slower the machine has become by the mean of the kernels
 * @param rows the rows of the run, the worst first
 * @param canary a planted slowdown against the same without, both of this run, null if it was not measured
 * @param missing what is in one of the two only, one sentence each
 */
public record BaselineVerdict(
        Status status,
        List<String> reasons,
        String commit,
        String time,
        List<BaselineComparison.Kernel> kernels,
        double slower,
        List<Row> rows,
        @Nullable Row canary,
        List<String> missing) {

    /** Copies the lists, and sorts the rows. */
    public BaselineVerdict {
        requireNonNull(status, "status");
        requireNonNull(commit, "commit");
        requireNonNull(time, "time");
        reasons = List.copyOf(reasons);
        kernels = List.copyOf(kernels);
        rows = rows.stream().sorted(Row.WORST_FIRST).toList();
        missing = List.copyOf(missing);
    }

    /**
     * The verdict on a row.
     *
     * @param row what it is about
     * @param gated whether it counts for the gate
     * @param outcome the verdict
     * @param before mean of the stored forks, NaN if there are none
     * @param after mean of the forks of this run
     * @param ratio after to before, of times and rates freed of the machine's speed, with its interval at 90 %; NaN where
     *     there is none
     * @param p p-value of "not worse by more than the floor" (of "not better" if it improved; of either in advisory rows),
     *     adjusted for the other rows; NaN where nothing was tested
     * @param detail a remark, may be empty
     */
    public record Row(
            RowKey row,
            boolean gated,
            Outcome outcome,
            double before,
            double after,
            Interval ratio,
            double p,
            String detail) {
        private static final Comparator<Row> WORST_FIRST = Comparator.comparing((Row verdict) -> !verdict.gated())
                .thenComparing(Row::outcome)
                .thenComparing(Row::row);

        /** Rejects missing parts. */
        public Row {
            requireNonNull(row, "row");
            requireNonNull(outcome, "outcome");
            requireNonNull(ratio, "ratio");
            requireNonNull(detail, "detail");
        }
    }
}
