package dev.spinlab.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Scenarios S1 to S18 of kernel-facts 4.5: the storage under test programs. */
final class StorageScenarios {
    private StorageScenarios() {}

    static List<Check> checks() {
        List<Check> all = new ArrayList<>();
        all.addAll(RecursionScenarios.checks());
        all.sort(Comparator.comparingInt(check -> Integer.parseInt(check.id().substring(1))));
        return all;
    }
}
