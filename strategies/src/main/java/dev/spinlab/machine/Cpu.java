package dev.spinlab.machine;

import dev.spinlab.lock.percpu.HeldLocks;
import dev.spinlab.lock.percpu.QueueNode;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One modelled CPU: {@code this_cpu} of the kernel, passed explicitly to every operation.
 *
 * <p>Except for {@link #idleVolatile} and the held-locks table, which other CPUs may read, a CPU is used only by the thread
 * whose task holds its baton. No method allocates.
 *
 * <p>Before every access to memory that another context could touch, and in every spin loop, an algorithm calls
 * {@link #step}. That is where interrupts, NMIs and preemption happen.
 *
 * <p>A benchmark fork has only this class, so every call of its methods is as good as direct; where interrupts come from
 * threads of their own it has {@link InterruptibleCpu} and {@link HandlerCpu} besides.
 */
public class Cpu extends CpuPadAfter {
    /*
     * Implementation notes.
     *
     * A step costs a decrement and a branch. The countdown is set to the nearest of three absolute step numbers (tick,
     * hardware interrupt, NMI); when it runs out, what is due is moved on first, the countdown is set again, and only then
     * do handlers run. So the slow path may be re-entered by the steps of a handler at any point.
     *
     * Flags are separate fields, each stored whole, never a word of bits: a handler that sets one between the load and the
     * store of a read-modify-write of another would be undone otherwise.
     *
     * A pended interrupt is delivered once per attention; if its own handler pended the next one, the step after the return
     * takes it. So an interrupt storm slows a task down but cannot stop it.
     */
    private static final VarHandle IDLE = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "idle", VarHandle.class, Cpu.class, boolean.class);

    private static final int MAX_SOFTIRQ_ROUNDS = 10;

    private final Machine machine;
    private final int id;
    private final Schedule schedule;
    private final boolean fullPreemption;
    private final Context[] contexts;
    private final HeldLocks heldLocks;
    private final QueueNode[] queueNodes;
    private volatile boolean idle = true;

    Cpu(Machine machine, int id, Schedule schedule, Preemption preemption) {
        super(new Context(id, ContextLevel.TASK));
        this.machine = machine;
        this.id = id;
        this.schedule = schedule;
        this.fullPreemption = preemption == Preemption.FULL;
        ContextLevel[] levels = ContextLevel.values();
        contexts = new Context[levels.length];
        contexts[0] = context;
        for (int i = 1; i < contexts.length; i++) {
            contexts[i] = new Context(id, levels[i]);
        }
        heldLocks = new HeldLocks();
        queueNodes = QueueNode.perCpu(id);
    }

    /** Makes another view of {@code interrupted}: the same tables and contexts, other private state, at {@code level}. */
    Cpu(Cpu interrupted, ContextLevel level) {
        super(interrupted.context(level));
        machine = interrupted.machine;
        id = interrupted.id;
        schedule = interrupted.schedule;
        fullPreemption = false;
        contexts = interrupted.contexts;
        heldLocks = interrupted.heldLocks;
        queueNodes = interrupted.queueNodes;
    }

    /** Draws the first interrupt distances; called before the first task enters. */
    void powerOn() {
        tickDue = schedule.stepsPerTick();
        hardirqDue = machine.interruptSource().nextDistanceSteps(id, ContextLevel.HARDIRQ);
        nmiDue = machine.interruptSource().nextDistanceSteps(id, ContextLevel.NMI);
        arm(0);
    }

    // ---- identity and per-CPU data --------------------------------------------------------------------------------

    /** Returns this CPU's number, from 0. */
    public int id() {
        return id;
    }

    /** Returns the machine. */
    public Machine machine() {
        return machine;
    }

    /** Returns the task that runs, which is also the one a handler interrupted. */
    public Task current() {
        Task task = current;
        if (task == null) {
            throw new ContextViolation("cpu " + id + " is idle: no task holds it");
        }
        return task;
    }

    /** Returns the level that executes now. */
    public Context context() {
        return context;
    }

    /** Returns {@link Context#number} of the level that executes now. */
    public int contextNumber() {
        return contextNumber;
    }

    /** Returns the context of {@code level}, for its counts. */
    public Context context(ContextLevel level) {
        return contexts[level.rank()];
    }

    /** Returns the table of the resilient locks that this CPU holds or attempts. */
    public HeldLocks heldLocks() {
        return heldLocks;
    }

    /** Returns the MCS node for the {@code index}-th nested attempt on this CPU, 0 to 3. */
    public QueueNode queueNode(int index) {
        return queueNodes[index];
    }

    /** Returns whether no task is on this CPU. May be asked by any thread. */
    public boolean idleVolatile() {
        return idle;
    }

    // ---- steps and time --------------------------------------------------------------------------------------------

    /** Marks a place where an interrupt, an NMI or a preemption can happen. */
    public void step() {
        if (--countdown < 0) {
            slowStep();
        }
    }

    /**
     * Takes so many steps at once if nothing can happen in any of them. A short path then need not stop at each, which costs
     * more than the sum of its steps: each waits for what the one before has stored. And a loop can take one by one without
     * a call in it.
     *
     * @param steps at least 1
     * @return false if something is due, or may be: then none was taken, and the caller takes them one by one
     */
    public boolean stepsAtOnce(int steps) {
        int left = countdown - steps;
        if (left < 0) {
            return false;
        }
        countdown = left;
        return true;
    }

    /** One turn of a spin loop: a {@link #step} and a hint to the processor. */
    public void relax() {
        step();
        schedule.pause();
    }

    /** Returns the steps this CPU has taken. */
    public long steps() {
        return stepsBefore + (armed - countdown);
    }

    /** Returns how often this CPU went from one task to another, to none included. */
    public long contextSwitches() {
        return contextSwitches;
    }

    /** Returns the schedule's time in nanoseconds; real under the native one. */
    public long nanoTime() {
        return schedule.nanoTime();
    }

    /** Returns for how long the running task has had the CPU since it was last switched in, in nanoseconds. */
    public long sliceNanos() {
        return schedule.nanoTime() - sliceStartNanos;
    }

    private void slowStep() {
        long now = steps();
        boolean tick = now >= tickDue;
        boolean hardirq = now >= hardirqDue;
        boolean nmi = now >= nmiDue;
        if (tick) {
            tickDue = now + schedule.stepsPerTick();
        }
        if (hardirq) {
            hardirqDue = now + machine.interruptSource().nextDistanceSteps(id, ContextLevel.HARDIRQ);
        }
        if (nmi) {
            nmiDue = now + machine.interruptSource().nextDistanceSteps(id, ContextLevel.NMI);
        }
        arm(now);
        if (tick) {
            schedule.tick(this);
        }
        if (hardirq) {
            raise(ContextLevel.HARDIRQ);
        }
        if (nmi) {
            raise(ContextLevel.NMI);
        }
        if (attention) {
            attend();
        }
    }

    final void arm(long now) {
        long nearest = Math.min(tickDue, Math.min(hardirqDue, nmiDue));
        stepsBefore = now;
        armed = (int) Math.min(Integer.MAX_VALUE, Math.max(0, nearest - now - 1));
        countdown = armed;
    }

    /** Tells all subsystems that a tick has come. Called by the schedule, from {@link Schedule#tick}. */
    public void timerInterrupt() {
        for (Subsystem subsystem : machine.subsystems()) {
            subsystem.tick(this);
        }
    }

    // ---- interrupts ------------------------------------------------------------------------------------------------

    /**
     * Raises an interrupt on this CPU: runs the handler now if nothing forbids it, else keeps it pending. A second one that
     * comes while one is pending is merged with it.
     *
     * @param level HARDIRQ or NMI
     */
    public void raise(ContextLevel level) {
        if (level == ContextLevel.NMI) {
            if (context.level() == ContextLevel.NMI) {
                nmiPending = true;
                attendAtNextStep();
            } else {
                handle(ContextLevel.NMI);
            }
        } else if (hardirqAllowed()) {
            handle(ContextLevel.HARDIRQ);
        } else {
            hardirqPending = true;
            attendAtNextStep();
        }
    }

    /** Asks for a run of the subsystems' softirqs as soon as this CPU is in task context with interrupts on. */
    public void raiseSoftirq() {
        softirqRaised = true;
        attendAtNextStep();
    }

    /** Asks that the running task give the CPU to the next one as soon as the preemption model allows. */
    public void requestReschedule() {
        reschedule = true;
        attendAtNextStep();
    }

    /** Makes the countdown run out, so that a request from outside the slow path need not wait for the next tick. */
    private void attendAtNextStep() {
        attention = true;
        stepsBefore = steps();
        armed = 0;
        countdown = 0;
    }

    private boolean hardirqAllowed() {
        return irqDepth == 0 && context.level().isBelow(ContextLevel.HARDIRQ);
    }

    private boolean preemptible() {
        return fullPreemption && preemptCount == 0 && irqDepth == 0 && context.level() == ContextLevel.TASK;
    }

    final void handle(ContextLevel level) {
        Context outer = context;
        Context inner = contexts[level.rank()];
        int preemptBefore = preemptCount;
        int irqBefore = irqDepth;
        int rcuBefore = rcuNesting;
        int tasksTraceBefore = tasksTraceNesting;
        // Masked first and unmasked last: an interrupt from another thread would count, and work, in the same context.
        setIrqDepth(irqBefore + 1);
        execute(inner);
        counters.entries++;
        int irqLeft;
        try {
            machine.interruptHandler().handle(this, level);
        } finally {
            irqLeft = irqDepth;
            execute(outer);
            setIrqDepth(irqBefore);
        }
        if (irqLeft != irqBefore + 1) {
            throw new ContextViolation(
                    "a " + level + " handler left with irq depth " + irqLeft + ", entered with " + (irqBefore + 1));
        }
        if (preemptCount != preemptBefore) {
            throw new ContextViolation("a " + level + " handler left with preemption count " + preemptCount
                    + ", entered with " + preemptBefore);
        }
        if (rcuNesting != rcuBefore || tasksTraceNesting != tasksTraceBefore) {
            throw new ContextViolation("a " + level + " handler left " + rcuNesting + " and " + tasksTraceNesting
                    + " deep in read sections, entered " + rcuBefore + " and " + tasksTraceBefore + " deep");
        }
        if (attention) {
            // What was pended on top of the handler may have had its slow step in there, where nothing could be done.
            attendAtNextStep();
        }
    }

    /** Does what was put off, as far as the present state allows it. */
    private void attend() {
        if (nmiPending && context.level() != ContextLevel.NMI) {
            nmiPending = false;
            handle(ContextLevel.NMI);
        }
        if (hardirqPending && hardirqAllowed()) {
            hardirqPending = false;
            handle(ContextLevel.HARDIRQ);
        }
        if (softirqRaised && irqDepth == 0 && context.level() == ContextLevel.TASK) {
            runSoftirqs();
        }
        if (reschedule && preemptible()) {
            switchTask();
        }
        attention = nmiPending || hardirqPending || softirqRaised || reschedule;
        boolean stormAtNextStep =
                (nmiPending && context.level() != ContextLevel.NMI) || (hardirqPending && hardirqAllowed());
        if (stormAtNextStep) {
            attendAtNextStep();
        }
    }

    private void runSoftirqs() {
        Context outer = context;
        execute(contexts[ContextLevel.SOFTIRQ.rank()]);
        counters.entries++;
        try {
            boolean again = true;
            for (int round = 0; again && round < MAX_SOFTIRQ_ROUNDS; round++) {
                softirqRaised = false;
                again = false;
                for (Subsystem subsystem : machine.subsystems()) {
                    if (subsystem.softirqPending(this)) {
                        subsystem.softirq(this);
                        again = true;
                    }
                }
            }
        } finally {
            execute(outer);
        }
    }

    // ---- masking ---------------------------------------------------------------------------------------------------

    /** Masks hardware interrupts on this CPU; nests. */
    public void irqSave() {
        setIrqDepth(irqDepth + 1);
    }

    /**
     * Undoes one {@link #irqSave}; the outermost one runs what was held back.
     *
     * @throws ContextViolation if there was none
     */
    public void irqRestore() {
        int left = irqDepth - 1;
        if (left < 0) {
            throw new ContextViolation("irqRestore without irqSave on cpu " + id);
        }
        setIrqDepth(left);
        if (left == 0 && attention) {
            attend();
        }
    }

    /** Sets how often hardware interrupts are masked: the only place where that changes. */
    void setIrqDepth(int depth) {
        irqDepth = depth;
    }

    /** Returns whether hardware interrupts are masked. */
    public boolean irqsMasked() {
        return irqDepth != 0;
    }

    /** Forbids the other tasks of this CPU to run; nests. Interrupts still come. */
    public void preemptDisable() {
        preemptCount++;
    }

    /**
     * Undoes one {@link #preemptDisable}.
     *
     * @throws ContextViolation if there was none
     */
    public void preemptEnable() {
        int left = preemptCount - 1;
        if (left < 0) {
            throw new ContextViolation("preemptEnable without preemptDisable on cpu " + id);
        }
        preemptCount = left;
        if (left == 0 && attention) {
            attend();
        }
    }

    /** Returns whether the other tasks of this CPU are kept off by {@link #preemptDisable}. */
    public boolean preemptionDisabled() {
        return preemptCount != 0;
    }

    /**
     * Keeps the running task on this CPU; nests. Other tasks, interrupts and NMIs may still run in between. A model task
     * never moves, so this only keeps the kernel's rule checkable.
     */
    public void migrateDisable() {
        migrateDepth++;
    }

    /**
     * Undoes one {@link #migrateDisable}.
     *
     * @throws ContextViolation if there was none
     */
    public void migrateEnable() {
        int left = migrateDepth - 1;
        if (left < 0) {
            throw new ContextViolation("migrateEnable without migrateDisable on cpu " + id);
        }
        migrateDepth = left;
    }

    /** Returns whether the running task is kept on this CPU by {@link #migrateDisable} or by a stronger rule. */
    public boolean migrationDisabled() {
        return migrateDepth != 0 || preemptCount != 0 || context.level() != ContextLevel.TASK;
    }

    /** Ends an operation: the only place where a task is preempted under {@link Preemption#NONE}. */
    public void operationEnd() {
        if (attention) {
            attend();
            if (reschedule && preemptCount == 0 && irqDepth == 0 && context.level() == ContextLevel.TASK) {
                switchTask();
                attention = nmiPending || hardirqPending || softirqRaised || reschedule;
            }
        }
    }

    // ---- read sections ---------------------------------------------------------------------------------------------

    /**
     * Returns how deep the running task, and the handlers that share its state, are in read sections of regular RCU. Handlers
     * on a thread of their own are counted by themselves, from 1.
     */
    public int rcuNesting() {
        return rcuNesting;
    }

    /** Sets {@link #rcuNesting()}; for regular RCU alone. */
    public void setRcuNesting(int nesting) {
        rcuNesting = nesting;
    }

    /** Returns the same of Tasks Trace RCU. */
    public int tasksTraceNesting() {
        return tasksTraceNesting;
    }

    /** Sets {@link #tasksTraceNesting()}; for Tasks Trace RCU alone. */
    public void setTasksTraceNesting(int nesting) {
        tasksTraceNesting = nesting;
    }

    // ---- counts ----------------------------------------------------------------------------------------------------

    /** Counts one atomic read-modify-write instruction. */
    public void countAtomic() {
        if (Detectors.ON) {
            counters.atomics++;
        }
    }

    /** Counts one spin lock taken by its first instruction, which is an atomic read-modify-write. */
    public void countQuickLock() {
        if (Detectors.ON) {
            quickLocks++;
        }
    }

    /** Counts one spin lock taken, but for its atomic instructions. */
    public void countLockAcquisition() {
        if (Detectors.ON) {
            counters.lockAcquisitions++;
        }
    }

    /** Counts one lock attempt that has to wait. */
    public void countLockWait() {
        counters.lockWaits++;
    }

    // ---- tasks -----------------------------------------------------------------------------------------------------

    /** Ends a present or the next future sleep of {@code task}. Any context; at the latest when that context ends. */
    public void wake(Task task) {
        task.wake();
    }

    private void switchTask() {
        reschedule = false;
        Task task = current();
        if (!schedule.contended(this)) {
            return;
        }
        switchOut(task);
        schedule.yieldCpu(task);
        switchIn(task);
    }

    void switchIn(Task task) {
        current = task;
        migrateDepth = task.migrateDepth;
        rcuNesting = task.rcuNesting;
        tasksTraceNesting = task.tasksTraceNesting;
        contexts[0].setErrno(task.errno);
        reschedule = false;
        sliceStartNanos = schedule.nanoTime();
        if (idle) {
            IDLE.setVolatile(this, false);
            // Whoever saw us idle after an unlink may count on our seeing that unlink from here on.
            VarHandle.fullFence();
        }
    }

    void switchOut(Task task) {
        for (Subsystem subsystem : machine.subsystems()) {
            subsystem.switchOut(this, task);
        }
        task.migrateDepth = migrateDepth;
        task.rcuNesting = rcuNesting;
        task.tasksTraceNesting = tasksTraceNesting;
        task.errno = contexts[0].errno();
        task.addRunNanos(schedule.nanoTime() - sliceStartNanos);
        contextSwitches++;
        current = null;
        rcuNesting = 0;
        tasksTraceNesting = 0;
    }

    /** Releases the CPU; if no other task waits for it, it is idle. */
    void goIdle() {
        IDLE.setVolatile(this, true);
    }

    /** Forgets handlers, masking and disabled preemption of a task that gives up after a failure. */
    void returnToTaskLevel() {
        execute(contexts[0]);
        setIrqDepth(0);
        preemptCount = 0;
    }

    /** Throws unless the running task may sleep or leave now. */
    void checkMaySwitch(String what) {
        if (context.level() != ContextLevel.TASK || preemptCount != 0 || irqDepth != 0) {
            throw new ContextViolation(what + " while atomic on cpu " + id + ": level " + context.level()
                    + ", preemption count " + preemptCount + ", irq depth " + irqDepth);
        }
    }

    @Override
    public String toString() {
        @Nullable Task task = current;
        return "cpu " + id + " (" + context.level() + (task == null ? ", idle" : ", " + task.name()) + ")";
    }
}
