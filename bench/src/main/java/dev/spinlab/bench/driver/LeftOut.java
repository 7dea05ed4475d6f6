package dev.spinlab.bench.driver;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which backends a plan leaves out of which workloads, and why. */
final class LeftOut {
    private final Map<String, Set<String>> backendsByReason = new LinkedHashMap<>();
    private final Map<String, Set<Workload>> workloadsByReason = new LinkedHashMap<>();

    LeftOut() {}

    void add(Workload workload, String backend, String reason) {
        backendsByReason.computeIfAbsent(reason, r -> new LinkedHashSet<>()).add(backend);
        workloadsByReason
                .computeIfAbsent(reason, r -> EnumSet.noneOf(Workload.class))
                .add(workload);
    }

    /** One line for each reason. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        backendsByReason.forEach((reason, backends) -> {
            String workloads = workloadsByReason.getOrDefault(reason, Set.of()).stream()
                    .map(Workload::id)
                    .collect(Collectors.joining(", "));
            notes.add("left out of " + workloads + ": " + String.join(", ", backends) + ", since " + reason);
        });
        return notes;
    }
}
