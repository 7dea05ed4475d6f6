package dev.spinlab.conformance;

import java.util.List;

/** Scenarios S19 to S27 of kernel-facts 4.5: the lock under test programs. */
final class LockScenarios {
    private LockScenarios() {}

    static List<Check> checks() {
        return List.of();
    }
}
