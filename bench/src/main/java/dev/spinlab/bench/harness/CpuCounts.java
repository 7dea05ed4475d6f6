package dev.spinlab.bench.harness;

import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Counters;
import dev.spinlab.machine.Cpu;

/**
 * Exact counts of CPUs, all context levels together, and what the kernel's own threads cost there.
 *
 * @param steps steps taken
 * @param atomics atomic read-modify-writes
 * @param lockAcquisitions spin locks taken
 * @param contextSwitches times that a CPU went from one task to another or to none
 * @param kernelCpuNanos CPU time of the kernel's threads, in nanoseconds
 */
record CpuCounts(long steps, long atomics, long lockAcquisitions, long contextSwitches, long kernelCpuNanos) {
    static final CpuCounts NONE = new CpuCounts(0, 0, 0, 0, 0);

    /** Reads one CPU; only for the task that holds it. */
    static CpuCounts of(Cpu cpu, KernelThreads kernel) {
        long atomics = 0;
        long lockAcquisitions = 0;
        for (int rank = 0; rank < ContextLevel.COUNT; rank++) {
            Counters counters = cpu.context(ContextLevel.ofRank(rank)).counters();
            atomics += counters.atomics();
            lockAcquisitions += counters.lockAcquisitions();
        }
        return new CpuCounts(cpu.steps(), atomics, lockAcquisitions, cpu.contextSwitches(), kernel.cpuNanos(cpu.id()));
    }

    CpuCounts plus(CpuCounts other) {
        return new CpuCounts(
                steps + other.steps,
                atomics + other.atomics,
                lockAcquisitions + other.lockAcquisitions,
                contextSwitches + other.contextSwitches,
                kernelCpuNanos + other.kernelCpuNanos);
    }

    CpuCounts minus(CpuCounts other) {
        return new CpuCounts(
                steps - other.steps,
                atomics - other.atomics,
                lockAcquisitions - other.lockAcquisitions,
                contextSwitches - other.contextSwitches,
                kernelCpuNanos - other.kernelCpuNanos);
    }
}
