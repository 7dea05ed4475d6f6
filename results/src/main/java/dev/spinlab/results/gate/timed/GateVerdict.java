package dev.spinlab.results.gate.timed;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The verdict on a gate after some look.
 *
 * @param status the verdict
 * @param look the look after which it was given
 * @param reasons why it is void, red or undecided, one sentence each; empty if it passed
 * @param rows the verdicts on the rows of all arms, gated and advisory
 */
public record GateVerdict(Status status, int look, List<String> reasons, List<RowVerdict> rows) {
    /** Copies the lists. */
    public GateVerdict {
        requireNonNull(status, "status");
        reasons = List.copyOf(reasons);
        rows = List.copyOf(rows);
    }

    /**
     * The rows of an arm.
     *
     * @param versus the arm
     * @return the worst first
     */
    public List<RowVerdict> rows(Arm versus) {
        return rows.stream()
                .filter(row -> row.versus() == versus)
                .sorted(RowVerdict.WORST_FIRST)
                .toList();
    }

    /**
     * Whether further blocks of a workload could decide something, times or counts.
     *
     * @param backend the backend
     * @param workload the workload case
     * @param versus the arm compared with the base
     * @return true if a gated row is undecided; of the null control too, until it is known not to move
     */
    public boolean isOpen(String backend, String workload, Arm versus) {
        return rows.stream()
                .anyMatch(row -> row.versus() == versus
                        && row.gated()
                        && row.outcome() == Outcome.UNDECIDED
                        && row.row().backend().equals(backend)
                        && row.row().workload().equals(workload));
    }

    /**
     * The rows that further blocks could decide: gated rows of the head, and the canary.
     *
     * @return the rows, empty when there is nothing left to measure
     */
    public List<RowVerdict> open() {
        return rows.stream()
                .filter(row -> row.versus() != Arm.NULL && row.gated() && row.outcome() == Outcome.UNDECIDED)
                .toList();
    }
}
