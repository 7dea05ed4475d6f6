package dev.spinlab.machine;

import dev.spinlab.machine.pinning.Pinning;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A modelled machine: its CPUs, its schedule, its interrupts.
 *
 * <p>Built once, then {@link #start started}; subsystems, the interrupt source and the handler are fixed before that.
 */
public final class Machine {
    private final Cpu[] cpus;
    private final int[] physicalCpus;
    private final Schedule schedule;
    private final Preemption preemption;
    private final Pinning pinning;
    private final Consumer<String> notices;
    private final AtomicBoolean saidUnpinned = new AtomicBoolean();
    private final Object taskLock = new Object();
    private volatile Task[] tasks = {};
    private Subsystem[] subsystems = {};
    private InterruptSource interruptSource = InterruptSource.none();
    private InterruptHandler interruptHandler = (cpu, level) -> {};
    private @Nullable IdleTicker idleTicker;
    private boolean started;

    Machine(MachineBuilder builder) {
        schedule = builder.schedule;
        preemption = builder.preemption;
        pinning = builder.pinning;
        notices = builder.notices;
        physicalCpus = builder.physicalCpus(builder.cpus);
        cpus = new Cpu[builder.cpus];
        for (int i = 0; i < cpus.length; i++) {
            cpus[i] = builder.cpuMaker.make(this, i, schedule, preemption);
        }
    }

    /** Returns a builder with one CPU, full preemption, the native schedule and no pinning. */
    public static MachineBuilder builder() {
        return new MachineBuilder();
    }

    /** Adds a subsystem; before {@link #start} only. */
    public void install(Subsystem subsystem) {
        checkNotStarted();
        subsystems = Arrays.copyOf(subsystems, subsystems.length + 1);
        subsystems[subsystems.length - 1] = subsystem;
    }

    /** Sets who keeps idle CPUs ticking; before {@link #start} only. */
    public void setIdleTicker(IdleTicker ticker) {
        checkNotStarted();
        idleTicker = ticker;
    }

    /**
     * Sets where interrupts come from and what they do; before {@link #start} only.
     *
     * @throws IllegalStateException if the source is asynchronous and the machine was not built {@link
     *     MachineBuilder#interruptible}
     */
    public void setInterrupts(InterruptSource source, InterruptHandler handler) {
        checkNotStarted();
        if (source.asynchronous() && !(cpus[0] instanceof InterruptibleCpu)) {
            throw new IllegalStateException("a source with threads of its own needs a machine built interruptible");
        }
        interruptSource = source;
        interruptHandler = handler;
    }

    /** Powers the CPUs on. */
    public void start() {
        checkNotStarted();
        started = true;
        for (Cpu cpu : cpus) {
            cpu.powerOn();
        }
        interruptSource.start(this);
    }

    /** Stops asynchronous interrupts. Tasks must have left their CPUs. */
    public void stop() {
        interruptSource.stop();
    }

    private void checkNotStarted() {
        if (started) {
            throw new IllegalStateException("the machine has been started");
        }
    }

    /**
     * Creates a task on CPU {@code cpu}. Its thread is the one that calls {@link Task#bind} and {@link Task#enter}.
     *
     * @throws IndexOutOfBoundsException if there is no such CPU
     */
    public Task newTask(int cpu, String name) {
        synchronized (taskLock) {
            int index = 0;
            for (Task task : tasks) {
                index += task.cpu().id() == cpu ? 1 : 0;
            }
            Task task = new Task(cpus[cpu], index, name);
            schedule.adopt(task);
            Task[] grown = Arrays.copyOf(tasks, tasks.length + 1);
            grown[grown.length - 1] = task;
            tasks = grown;
            return task;
        }
    }

    /** Returns the number of CPUs. */
    public int cpuCount() {
        return cpus.length;
    }

    /** Returns CPU {@code id}. */
    public Cpu cpu(int id) {
        return cpus[id];
    }

    /** Returns the operating-system number of the CPU that modelled CPU {@code id} is pinned to. */
    public int physicalCpu(int id) {
        return physicalCpus[id];
    }

    /** Returns all tasks; the array must not be changed. */
    public Task[] tasks() {
        return tasks;
    }

    /** Returns the schedule. */
    public Schedule schedule() {
        return schedule;
    }

    /** Returns the preemption model. */
    public Preemption preemption() {
        return preemption;
    }

    Subsystem[] subsystems() {
        return subsystems;
    }

    InterruptSource interruptSource() {
        return interruptSource;
    }

    InterruptHandler interruptHandler() {
        return interruptHandler;
    }

    /** Returns whether a subsystem needs {@code cpu} to go on ticking. Called with its baton held. */
    public boolean needsTick(Cpu cpu) {
        for (Subsystem subsystem : subsystems) {
            if (subsystem.needsTick(cpu)) {
                return true;
            }
        }
        return false;
    }

    void attachSchedule() {
        schedule.attach(this);
    }

    void wentIdle(Task task) {
        if (idleTicker != null) {
            idleTicker.wentIdle(task);
        }
    }

    boolean pin(Task task) {
        int physical = physicalCpus[task.cpu().id()];
        Pinning.Result result = pinning.pin(physical);
        if (!result.pinned() && saidUnpinned.compareAndSet(false, true)) {
            notices.accept("not pinned to CPU " + physical + ": " + result.reason()
                    + "; runs unpinned, so times include the operating system's placement");
        }
        return result.pinned();
    }
}
