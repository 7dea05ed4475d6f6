package dev.spinlab.results.gate.timed;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * What blocks are measured of: a row of the family, or a control.
 *
 * @param backend the backend
 * @param workload the workload case
 * @param versus the arm compared with the base
 */
public record LaneKey(String backend, String workload, Arm versus) implements Comparable<LaneKey> {
    private static final Comparator<LaneKey> ORDER = Comparator.comparing(LaneKey::versus)
            .thenComparing(LaneKey::workload)
            .thenComparing(LaneKey::backend);

    /** Rejects missing parts. */
    public LaneKey {
        requireNonNull(backend, "backend");
        requireNonNull(workload, "workload");
        requireNonNull(versus, "versus");
    }

    static LaneKey of(Block block) {
        return new LaneKey(block.backend(), block.workload(), block.versus());
    }

    /** Whether a verdict is on what its blocks measure. */
    boolean has(RowVerdict verdict) {
        return verdict.versus() == versus
                && verdict.row().backend().equals(backend)
                && verdict.row().workload().equals(workload);
    }

    @Override
    public int compareTo(LaneKey other) {
        return ORDER.compare(this, other);
    }
}
