package dev.spinlab.bench.gate.exact;

import dev.spinlab.bench.driver.Case;
import dev.spinlab.bench.driver.Dimension;
import dev.spinlab.bench.driver.InterruptLevel;
import dev.spinlab.bench.driver.Workload;
import dev.spinlab.machine.Preemption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The cases that are counted: every workload that ends by itself, where it is alone and where it meets others. */
final class ExactCases {
    private static final String PURPOSE = "counted exactly";

    private final List<Case> cases = new ArrayList<>();

    private ExactCases() {}

    /** Returns the cases in the order of the record. */
    static List<Case> all() {
        ExactCases all = new ExactCases();
        all.addStorage();
        all.addInterrupted();
        all.addOthers();
        return List.copyOf(all.cases);
    }

    private void addStorage() {
        for (int cpus = 1; cpus <= 2; cpus++) {
            for (int tasks = 1; tasks <= 2; tasks++) {
                add(Workload.CREATE_DELETE, cpus, tasks, Map.of());
            }
        }
        cases.add(of(Workload.CREATE_DELETE, 1, 2, Preemption.NONE, InterruptLevel.NONE, Map.of()));
        add(Workload.CREATE_DELETE, 2, 1, Map.of(Dimension.OWNERS.parameter(), "shared"));
        add(Workload.CREATE_DELETE, 1, 2, Map.of(Dimension.CALLER.parameter(), "syscall"));
        add(Workload.LOOKUP_HIT, 1, 1, Map.of());
        add(Workload.LOOKUP_HIT, 1, 2, Map.of());
        add(Workload.LOOKUP_MISS, 1, 1, Map.of());
        add(Workload.LOOKUP_WALK, 1, 1, Map.of(Dimension.MAPS.parameter(), "16"));
        add(Workload.LOOKUP_WALK, 1, 1, Map.of(Dimension.MAPS.parameter(), "17"));
        add(Workload.UPDATE_EXISTING, 1, 1, Map.of());
        add(Workload.UPDATE_EXISTING, 2, 2, Map.of());
        add(Workload.READ_MOSTLY, 1, 2, Map.of());
        add(Workload.CREATE_BATCH, 1, 1, Map.of(Dimension.BATCH.parameter(), "16"));
        add(Workload.RETRY_CREATE, 1, 2, Map.of());
    }

    private void addInterrupted() {
        for (Workload workload : Workload.values()) {
            if (workload.interrupted()) {
                for (InterruptLevel level : List.of(InterruptLevel.HARDIRQ, InterruptLevel.NMI)) {
                    cases.add(of(workload, 1, 1, Preemption.FULL, level, Map.of()));
                }
            }
        }
    }

    private void addOthers() {
        add(Workload.RECURSION_SAME_MAP, 1, 1, Map.of());
        add(Workload.RECURSION_OTHER_MAP, 1, 1, Map.of());
        add(Workload.FREE_BURST, 1, 1, Map.of(Dimension.BATCH.parameter(), "16"));
        add(Workload.LOCK_UNLOCK, 1, 1, Map.of());
        add(Workload.LOCK_UNLOCK, 2, 2, Map.of());
        add(Workload.NODEADLOCK, 1, 32, Map.of(Dimension.CALLER.parameter(), "syscall"));
    }

    private void add(Workload workload, int cpus, int tasks, Map<String, String> parameters) {
        cases.add(of(workload, cpus, tasks, Preemption.FULL, InterruptLevel.NONE, parameters));
    }

    private static Case of(
            Workload workload,
            int cpus,
            int tasks,
            Preemption preemption,
            InterruptLevel level,
            Map<String, String> parameters) {
        return new Case(workload, cpus, tasks, preemption, level, false, new TreeMap<>(parameters), PURPOSE);
    }
}
