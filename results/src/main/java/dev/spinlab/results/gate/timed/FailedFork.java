package dev.spinlab.results.gate.timed;

import static java.util.Objects.requireNonNull;

/**
 * A fork of the head that gave no result, though the base's did. Its row is not measured any further.
 *
 * @param look number of the look that was the first to see it, from 1
 * @param backend the backend
 * @param workload the workload case
 * @param cause what it said, in one line
 */
public record FailedFork(int look, String backend, String workload, String cause) {
    /** Rejects what cannot be. */
    public FailedFork {
        requireNonNull(backend, "backend");
        requireNonNull(workload, "workload");
        requireNonNull(cause, "cause");
        if (look < 1) {
            throw new IllegalArgumentException("a failed fork of " + backend + ", " + workload + " belongs to no look");
        }
    }
}
