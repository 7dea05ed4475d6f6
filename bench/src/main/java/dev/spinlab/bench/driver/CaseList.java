package dev.spinlab.bench.driver;

import dev.spinlab.machine.Preemption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects cases, each once. */
final class CaseList {
    private final Map<String, Case> bySlug = new LinkedHashMap<>();

    CaseList() {}

    /** Returns the cases, in the order in which they were first added. */
    List<Case> cases() {
        return List.copyOf(bySlug.values());
    }

    /** Returns whether any case of a workload is there. */
    boolean has(Workload workload) {
        return bySlug.values().stream().anyMatch(c -> c.workload() == workload);
    }

    /**
     * Begins a case: the workload's own CPUs, tasks and values, preemption, no timing.
     *
     * @param purpose what it is for, one clause
     */
    Draft draft(Workload workload, String purpose) {
        return new Draft(workload, purpose);
    }

    /** A case to be. What is set holds for all cases added afterwards. */
    final class Draft {
        private final Workload workload;
        private final String purpose;
        private final SortedMap<String, String> parameters;
        private Preemption preemption = Preemption.FULL;
        private List<InterruptLevel> levels;
        private boolean latency;

        private Draft(Workload workload, String purpose) {
            this.workload = workload;
            this.purpose = purpose;
            parameters = new TreeMap<>(workload.initial());
            levels = List.of(workload.interrupted() ? InterruptLevel.HARDIRQ : InterruptLevel.NONE);
        }

        Draft preemption(Preemption model) {
            preemption = model;
            return this;
        }

        Draft interrupts(InterruptLevel... wanted) {
            levels = List.of(wanted);
            return this;
        }

        Draft timed() {
            latency = true;
            return this;
        }

        Draft with(Dimension dimension, Object value) {
            parameters.put(dimension.parameter(), String.valueOf(value));
            return this;
        }

        /** Adds a case for each value of a dimension, on the CPUs and with the tasks of the workload. */
        Draft forEach(Dimension dimension, Object... values) {
            for (Object value : values) {
                with(dimension, value).add();
            }
            return this;
        }

        /** Adds the case as it is. */
        Draft add() {
            return on(workload.cpus(), workload.tasks());
        }

        /** Adds the case on so many CPUs with so many tasks each. */
        Draft on(int cpus, int... tasks) {
            List<Case> added = new ArrayList<>();
            for (int tasksPerCpu : tasks) {
                for (InterruptLevel level : levels) {
                    added.add(new Case(workload, cpus, tasksPerCpu, preemption, level, latency, parameters, purpose));
                }
            }
            added.forEach(c -> bySlug.putIfAbsent(c.slug(), c));
            return this;
        }
    }
}
