package dev.spinlab.machine;

import org.jspecify.annotations.Nullable;

/**
 * A thread of the modelled kernel: one Java thread bound to one {@link Cpu}.
 *
 * <p>A task runs between {@link #enter} and {@link #leave}; in between it may be preempted at any step, depending on the
 * preemption model. All methods are called by the task's own thread unless they say otherwise.
 */
public final class Task {
    /** What the CPU keeps for a task while it runs, and the task while it does not. */
    int migrateDepth;

    int rcuNesting;
    int tasksTraceNesting;
    Errno errno = Errno.OK;

    private final Cpu cpu;
    private final int index;
    private final String name;
    private final ReadSide rcu = new ReadSide();
    private final ReadSide tasksTrace = new ReadSide();
    private long runNanos;
    private boolean running;
    private volatile boolean pinned;
    private @Nullable Object attachment;
    private volatile @Nullable Object carrier;

    Task(Cpu cpu, int index, String name) {
        this.cpu = cpu;
        this.index = index;
        this.name = name;
    }

    /** Returns the CPU this task is bound to. */
    public Cpu cpu() {
        return cpu;
    }

    /** Returns the number of this task among those of its CPU, from 0, in order of creation. */
    public int index() {
        return index;
    }

    /** Returns the name, for messages and logs. */
    public String name() {
        return name;
    }

    /** Returns what regular RCU wants to know of the ends of this task's read sections. */
    public ReadSide rcu() {
        return rcu;
    }

    /** Returns the same of Tasks Trace RCU. */
    public ReadSide tasksTrace() {
        return tasksTrace;
    }

    /**
     * Returns whether the task is in a read section of regular RCU, be it on its CPU or not. Whoever has the task stand still
     * may ask, too.
     */
    public boolean inRcuSection() {
        return (cpu.current == this ? cpu.rcuNesting : rcuNesting) != 0;
    }

    /** Returns whether the task holds its CPU. */
    public boolean running() {
        return running;
    }

    /** Returns the time this task has had its CPU, up to when it was last switched out, in nanoseconds. */
    public long runNanos() {
        return runNanos;
    }

    void addRunNanos(long nanos) {
        runNanos += nanos;
    }

    /** Returns the time this task has had its CPU, the present slice included, in nanoseconds. Only while it runs. */
    public long runNanosNow() {
        return runNanos + cpu.sliceNanos();
    }

    /** Binds the calling thread, which carries this task, to the physical CPU of the task's CPU. */
    public void bind() {
        pinned = cpu.machine().pin(this);
        cpu.machine().interruptSource().bound(this);
    }

    /** Returns whether the carrying thread is bound, its mask having been read back. Any thread may ask. */
    public boolean pinned() {
        return pinned;
    }

    /**
     * Takes the CPU, waiting for it if need be.
     *
     * @throws ContextViolation if the task already has it
     */
    public void enter() {
        if (running) {
            throw new ContextViolation(name + " enters a CPU that it already holds");
        }
        cpu.machine().schedule().acquire(this);
        running = true;
        cpu.switchIn(this);
    }

    /**
     * Gives the CPU up.
     *
     * @throws ContextViolation in atomic context, or if the task does not hold the CPU
     */
    public void leave() {
        release("leaves");
    }

    /**
     * Sleeps for about {@code nanos} or until {@link #wake}, others running meanwhile. The task holds its CPU before and
     * after. May return early.
     *
     * @throws ContextViolation in atomic context or inside a regular RCU read section; a Tasks Trace section may sleep
     */
    public void sleep(long nanos) {
        if (inRcuSection()) {
            throw new ContextViolation(name + " sleeps inside an RCU read section");
        }
        release("sleeps");
        cpu.machine().schedule().park(this, nanos);
        enter();
    }

    private void release(String what) {
        if (!running) {
            throw new ContextViolation(name + " " + what + " without holding its CPU");
        }
        cpu.checkMaySwitch(name + " " + what);
        cpu.switchOut(this);
        running = false;
        boolean tickless = !cpu.machine().needsTick(cpu);
        cpu.goIdle();
        cpu.machine().schedule().release(this);
        if (!tickless) {
            cpu.machine().wentIdle(this);
        }
    }

    /**
     * Gives the CPU up after a failure, in whatever context it happened, so that the other tasks of the CPU are not stuck
     * behind it. What the failed operation held stays held.
     */
    public void abandon() {
        if (running) {
            cpu.returnToTaskLevel();
            leave();
        }
    }

    /** Ends a present or the next future sleep. Any thread, any context. */
    public void wake() {
        cpu.machine().schedule().wake(this);
    }

    /** Returns what the owner of this task hung on it. */
    public @Nullable Object attachment() {
        return attachment;
    }

    /** Hangs something on this task, for interrupt handlers to find. */
    public void attach(Object attachment) {
        this.attachment = attachment;
    }

    /** Returns what the schedule keeps for this task. */
    public @Nullable Object carrier() {
        return carrier;
    }

    /** Keeps something for the schedule. */
    public void setCarrier(Object carrier) {
        this.carrier = carrier;
    }

    @Override
    public String toString() {
        return name + " on cpu " + cpu.id();
    }
}
