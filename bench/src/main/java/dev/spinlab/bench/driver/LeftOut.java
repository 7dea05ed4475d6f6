package dev.spinlab.bench.driver;

import dev.spinlab.machine.Preemption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which backends a plan leaves out of which workloads, and why. */
final class LeftOut {
    private final Map<String, Set<String>> backendsByReason = new LinkedHashMap<>();
    private final Map<String, Set<String>> workloadsByReason = new LinkedHashMap<>();

    LeftOut() {}

    void add(Case measured, String backend, String reason) {
        backendsByReason.computeIfAbsent(reason, r -> new LinkedHashSet<>()).add(backend);
        workloadsByReason
                .computeIfAbsent(reason, r -> new LinkedHashSet<>())
                .add(measured.workload().id()
                        + (measured.preemption() == Preemption.NONE ? " without preemption" : ""));
    }

    /** One line for each reason. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        backendsByReason.forEach((reason, backends) -> {
            String workloads = String.join(", ", workloadsByReason.getOrDefault(reason, Set.of()));
            notes.add("left out of " + workloads + ": " + String.join(", ", backends) + ", since " + reason);
        });
        return notes;
    }
}
