package dev.spinlab.bench.driver;

import dev.spinlab.machine.Preemption;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The cases of the profiles. */
final class ProfileCases {
    private static final int[] TASKS = {1, 2, 4, 8};

    private final List<Case> cases = new ArrayList<>();

    private ProfileCases() {}

    static List<Case> quick(int allowedCpus) {
        ProfileCases quick = new ProfileCases();
        int[][] grid = {{1, 1}, {1, 2}, {1, 4}, {2, 1}, {2, 2}};
        for (int[] size : grid) {
            quick.add(
                    Workload.CREATE_DELETE,
                    size[0],
                    size[1],
                    Preemption.FULL,
                    "cost and refusals as tasks share a CPU");
        }
        if (allowedCpus > 2) {
            quick.add(Workload.CREATE_DELETE, allowedCpus, 1, Preemption.FULL, "cost on every CPU of the machine");
        }
        quick.add(Workload.CREATE_DELETE, 1, 2, Preemption.NONE, "control: without preemption nobody is refused");
        quick.add(Workload.CREATE_DELETE, 2, 2, Preemption.NONE, "control: without preemption nobody is refused");
        quick.add(Workload.LOOKUP_HIT, 1, 1, Preemption.FULL, "the read path alone");
        quick.add(Workload.LOOKUP_HIT, 1, 2, Preemption.FULL, "the read path under preemption");
        quick.add(Workload.RETRY_CREATE, 1, 2, Preemption.FULL, "calls and time until a create succeeds");
        quick.add(Workload.LOCK_UNLOCK, 1, 1, Preemption.FULL, "the lock alone, uncontended");
        quick.add(Workload.LOCK_UNLOCK, 2, 1, Preemption.FULL, "the lock alone, contended by two CPUs");
        quick.addInterrupted(1, 1, Preemption.FULL, InterruptLevel.HARDIRQ, false);
        quick.addLatency(Workload.CREATE_DELETE, 1, 2, Preemption.FULL);
        return List.copyOf(quick.cases);
    }

    static List<Case> full(int allowedCpus) {
        ProfileCases full = new ProfileCases();
        SortedSet<Integer> cpuCounts = new TreeSet<>(List.of(1, 2, Math.max(1, allowedCpus)));
        for (boolean latency : new boolean[] {false, true}) {
            for (int cpus : cpuCounts) {
                for (Preemption preemption : Preemption.values()) {
                    for (int tasks : TASKS) {
                        full.addPlain(cpus, tasks, preemption, latency);
                        full.addInterrupted(cpus, tasks, preemption, InterruptLevel.HARDIRQ, latency);
                        full.addInterrupted(cpus, tasks, preemption, InterruptLevel.NMI, latency);
                    }
                }
            }
        }
        return List.copyOf(full.cases);
    }

    private void addPlain(int cpus, int tasks, Preemption preemption, boolean latency) {
        for (Workload workload : Workload.values()) {
            if (workload.interrupted()) {
                continue;
            }
            if (latency) {
                addLatency(workload, cpus, tasks, preemption);
            } else {
                add(workload, cpus, tasks, preemption, "full grid");
            }
        }
    }

    private void add(Workload workload, int cpus, int tasks, Preemption preemption, String purpose) {
        cases.add(new Case(workload, cpus, tasks, preemption, InterruptLevel.NONE, false, purpose));
    }

    private void addLatency(Workload workload, int cpus, int tasks, Preemption preemption) {
        cases.add(new Case(
                workload, cpus, tasks, preemption, InterruptLevel.NONE, true, "percentiles; every operation is timed"));
    }

    private void addInterrupted(int cpus, int tasks, Preemption preemption, InterruptLevel level, boolean latency) {
        cases.add(new Case(
                Workload.INTERRUPTED_CREATE_DELETE,
                cpus,
                tasks,
                preemption,
                level,
                latency,
                "refusals of handlers that hit an operation"));
        cases.add(new Case(
                Workload.INTERRUPTED_NOTHING,
                cpus,
                tasks,
                preemption,
                level,
                latency,
                "control: handlers that hit nothing are not refused"));
    }
}
