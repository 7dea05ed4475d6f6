package dev.spinlab.guard;

import dev.spinlab.machine.ContextViolation;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Machine;

/**
 * A busy counter per CPU (kernel: {@code bpf_task_storage_busy}; kernel-facts 2.6).
 *
 * <p>It says "somebody on this CPU is inside", not "my lock is held". Migration is disabled inside, preemption is not: so a
 * task that was switched in while another is inside, or an interrupt of it, is refused although it would not deadlock. That
 * is the spurious EBUSY.
 */
public final class PerCpuCounterGuard implements RecursionGuard {
    /** Distance of two CPUs' counters: 128 bytes. */
    private static final int STRIDE = 32;

    private final int[] busy;

    /** Creates a guard whose counters are all 0. */
    public PerCpuCounterGuard(Machine machine) {
        busy = new int[(machine.cpuCount() + 1) * STRIDE];
    }

    private static int cell(Cpu cpu) {
        return (cpu.id() + 1) * STRIDE - 1;
    }

    @Override
    public boolean tryEnter(Cpu cpu) {
        cpu.migrateDisable();
        cpu.step();
        int cell = cell(cpu);
        if (++busy[cell] == 1) {
            return true;
        }
        cpu.step();
        busy[cell]--;
        cpu.migrateEnable();
        return false;
    }

    @Override
    public void enter(Cpu cpu) {
        cpu.migrateDisable();
        cpu.step();
        busy[cell(cpu)]++;
    }

    @Override
    public void exit(Cpu cpu) {
        cpu.step();
        int cell = cell(cpu);
        if (busy[cell] == 0) {
            throw new ContextViolation("busy counter of cpu " + cpu.id() + " would drop below 0");
        }
        busy[cell]--;
        cpu.migrateEnable();
    }

    @Override
    public int busy(Cpu cpu) {
        return busy[cell(cpu)];
    }
}
