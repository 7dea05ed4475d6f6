package dev.spinlab.machine;

import dev.spinlab.machine.pinning.NoPinning;
import dev.spinlab.machine.pinning.Pinning;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects what a {@link Machine} is made of. */
public final class MachineBuilder {
    /** Default time slice: 1 ms, in nanoseconds. */
    public static final long DEFAULT_SLICE_NANOS = 1_000_000;

    int cpus = 1;
    Preemption preemption = Preemption.FULL;
    Schedule schedule = new NativeSchedule(DEFAULT_SLICE_NANOS);
    Pinning pinning = new NoPinning("pinning was not asked for");
    Consumer<String> notices = text -> {};
    CpuMaker cpuMaker = Cpu::new;
    private int @Nullable [] physicalCpus;

    MachineBuilder() {}

    /** Makes one CPU. A reference, not a condition: so a machine of one kind does not load the other. */
    @FunctionalInterface
    interface CpuMaker {
        Cpu make(Machine machine, int id, Schedule schedule, Preemption preemption);
    }

    /** Has CPUs that a source with threads of its own can interrupt: {@link InterruptibleCpu}. */
    public MachineBuilder interruptible() {
        cpuMaker = InterruptibleCpu::new;
        return this;
    }

    /**
     * Sets the number of modelled CPUs.
     *
     * @throws IllegalArgumentException if it is not between 1 and 4096
     */
    public MachineBuilder cpus(int count) {
        if (count < 1 || count > 4096) {
            throw new IllegalArgumentException("a machine has 1 to 4096 CPUs, not " + count);
        }
        cpus = count;
        return this;
    }

    /** Sets when a task can be preempted. */
    public MachineBuilder preemption(Preemption model) {
        preemption = model;
        return this;
    }

    /** Sets who runs when; a schedule serves one machine. */
    public MachineBuilder schedule(Schedule chosen) {
        schedule = chosen;
        return this;
    }

    /** Sets how threads are bound to physical CPUs. */
    public MachineBuilder pinning(Pinning chosen) {
        pinning = chosen;
        return this;
    }

    /**
     * Sets the physical CPU of each modelled one, used in turn if fewer than modelled CPUs. By default the CPUs that the
     * process may use, in ascending order.
     */
    public MachineBuilder physicalCpus(int... numbers) {
        if (numbers.length == 0) {
            throw new IllegalArgumentException("at least one physical CPU is needed");
        }
        physicalCpus = numbers.clone();
        return this;
    }

    /** Sets who is told, once per machine, what could not be done: one line each. */
    public MachineBuilder notices(Consumer<String> listener) {
        notices = listener;
        return this;
    }

    /** Builds the machine. */
    public Machine build() {
        Machine machine = new Machine(this);
        machine.attachSchedule();
        return machine;
    }

    int[] physicalCpus(int count) {
        int[] available = physicalCpus == null ? pinning.allowedCpus() : physicalCpus;
        int[] result = new int[count];
        for (int i = 0; i < count; i++) {
            result[i] = available[i % available.length];
        }
        return result;
    }
}
