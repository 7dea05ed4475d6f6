package dev.spinlab.machine;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A CPU that threads of an asynchronous {@link InterruptSource} interrupt at any instruction.
 *
 * <p>Whoever calls {@link #interrupt} must keep the task of this CPU from running until it has returned: on Linux a thread
 * of higher real-time priority that is bound to the same physical CPU and does not block. In tests the task itself may call.
 */
public final class InterruptibleCpu extends Cpu {
    /*
     * Implementation notes.
     *
     * To Java, task and handler are two threads that race; to the machine they are one instruction stream, since the handler
     * runs to its end while the task stands still on the same physical CPU. The processor shows its own stores to itself in
     * program order, across a context switch as well. So, as for barrier() in a kernel, only the compiler has to be kept from
     * moving or withholding accesses, and no fence instruction is needed. What the language promises for opaque accesses is
     * less than that: each variable alone is coherent, and a store is not withheld for ever. HotSpot does more: in the
     * interpreter and the first tier nothing moves across an opaque access, and the second tier puts a compiler-only
     * barrier for all of memory before and after each (as for acquire, release, CAS and volatile). That is relied on here,
     * and checked by counts of real interrupts, beside controls that must lose.
     *
     * What task and handler share, and why it is safe:
     *
     *   irqDepth        written by the task alone, opaque. Masking stores it before the first access of the section,
     *                   unmasking after the last. A handler that reads 0 is not inside.
     *   pended          set by a handler that read irqDepth != 0; read by the task after the store of 0. A handler comes either
     *                   before that store, and the task then sees what it pended, or after it, and runs. So none is lost,
     *                   and none runs twice: it is taken down before it is run, when none can be pended.
     *   interruptible   the task, stored opaque as the last thing of switching in, taken down as the first of switching out.
     *                   So nobody comes into the middle of a switch, and never before other CPUs can see that this one is
     *                   no longer idle: a handler's read section would go unnoticed by a grace period.
     *   the rest of     private to the task. A handler has a CpuState of its own (HandlerCpu), as an interrupt has its own
     *   CpuState        registers and stack frame: steps, preemption count, masking depth, depth of read sections, level. So a
     *                   value of it that the compiler keeps in a register of the task is right when the task goes on.
     *                   A grace period need not know of a handler's read section: it could only end by the task's doing.
     *   Context,        one per level. Two handlers of HARDIRQ never overlap: one that the task runs at an unmasking runs
     *   Ledger cells    masked.
     *   busy counters, QueueNode.inUse, HeldLocks.count
     *                   plain or opaque read-modify-writes of both, but a handler leaves each as it found it. An update that
     *                   it comes into the middle of is therefore not lost. If it comes before the task's store it is as if it
     *                   had come before the load. The store cannot be put off past what it announces: each is followed by
     *                   an opaque, acquire or atomic access (the lists, the lock words) before anything depends on it.
     *   CpuCallbacks.active
     *                   opaque: an NMI must see it before the chains change, and as long as they do.
     *   lists, lock words, element states
     *                   shared between CPUs already, with at least acquire and release.
     *
     * A handler's wake-ups wait until it has ended: they take locks of the JVM that the task may hold, and a handler that
     * waits for its task is none.
     *
     * Not guaranteed: the order of plain accesses in the tallies of a harness that tasks reset while handlers count; a count
     * at such a boundary may be off by one.
     */
    private static final VarHandle IRQ_DEPTH = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "irqDepth", VarHandle.class, CpuState.class, int.class);
    private static final VarHandle PENDED = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "pended", VarHandle.class, InterruptibleCpu.class, boolean.class);
    private static final VarHandle INTERRUPTIBLE = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "interruptible", VarHandle.class, InterruptibleCpu.class, Task.class);

    private final HandlerCpu hardirq;
    private final HandlerCpu nmi;

    @SuppressWarnings("UnusedVariable") // through PENDED
    private boolean pended;

    @SuppressWarnings("UnusedVariable") // through INTERRUPTIBLE
    private @Nullable Task interruptible;

    /** What became of an interrupt. */
    public enum Delivery {
        /** Its handler ran to its end. */
        HANDLED,
        /** Interrupts were masked: the task runs the handler when it unmasks them. */
        PENDED,
        /** No task was on the CPU, or one whose thread is not bound to it, or a switch was under way. */
        NOBODY
    }

    InterruptibleCpu(Machine machine, int id, Schedule schedule, Preemption preemption) {
        super(machine, id, schedule, preemption);
        hardirq = new HandlerCpu(this, ContextLevel.HARDIRQ);
        nmi = new HandlerCpu(this, ContextLevel.NMI);
    }

    /** Returns the task that an interrupt would come over now; null if it would find none. */
    public @Nullable Task interruptibleOpaque() {
        return (Task) INTERRUPTIBLE.getOpaque(this);
    }

    /**
     * Has an interrupt come: runs the handler to its end, on the calling thread, unless it is masked. What the handler throws
     * is thrown on, and the state of this CPU is then that of a crashed one.
     *
     * @param level HARDIRQ or NMI; a HARDIRQ must not come over an NMI, nor either over itself
     */
    public Delivery interrupt(ContextLevel level) {
        Task task = interruptibleOpaque();
        if (task == null) {
            return Delivery.NOBODY;
        }
        if (level == ContextLevel.HARDIRQ && (int) IRQ_DEPTH.getOpaque(this) != 0) {
            PENDED.setOpaque(this, true);
            return Delivery.PENDED;
        }
        view(level).run(task);
        return Delivery.HANDLED;
    }

    /** Does what the last handler of {@code level} put off. The task may run meanwhile. */
    public void afterInterrupt(ContextLevel level) {
        view(level).wakePutOff();
    }

    private HandlerCpu view(ContextLevel level) {
        return level == ContextLevel.NMI ? nmi : hardirq;
    }

    @Override
    void setIrqDepth(int depth) {
        IRQ_DEPTH.setOpaque(this, depth);
        if (depth == 0 && (boolean) PENDED.getOpaque(this)) {
            PENDED.setOpaque(this, false);
            hardirqPending = true;
            attention = true;
        }
    }

    @Override
    void switchIn(Task task) {
        super.switchIn(task);
        if (task.pinned()) {
            INTERRUPTIBLE.setOpaque(this, task);
        }
    }

    @Override
    void switchOut(Task task) {
        INTERRUPTIBLE.setOpaque(this, null);
        super.switchOut(task);
    }
}
