package dev.spinlab.conformance;

import java.util.List;

/** Statements 41 to 50 of kernel-facts section 6: deferred frees. */
final class ReclaimFacts {
    private ReclaimFacts() {}

    static List<Check> checks() {
        return List.of();
    }
}
