package dev.spinlab.rcu;

import dev.spinlab.layout.LeadingPad;
import dev.spinlab.list.LocklessList;
import dev.spinlab.machine.Cpu;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The callbacks of one domain that were queued on one CPU.
 *
 * <p>Any context of the CPU may queue. The chains are plain: interrupts are masked while they change, and an NMI that comes
 * in between finds {@code active} set and puts its head on a lock-less list instead (kernel-facts 3.6).
 */
final class CpuCallbacks extends LeadingPad {
    private static final VarHandle ACTIVE = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "active", VarHandle.class, CpuCallbacks.class, boolean.class);
    private static final VarHandle QUEUED = count("queued");
    private static final VarHandle INVOKED = count("invoked");
    private static final VarHandle OVERFLOW_QUEUED = count("overflowQueued");
    private static final VarHandle OVERFLOW_INVOKED = count("overflowInvoked");

    private final CallbackChain fresh = new CallbackChain();
    private final CallbackChain waiting = new CallbackChain();
    private final CallbackChain ready = new CallbackChain();

    private final LocklessList overflow = new LocklessList();

    @SuppressWarnings("UnusedVariable") // through ACTIVE
    private boolean active;

    private long waitingFor;
    private long queued;
    private long invoked;
    private long overflowQueued;
    private long overflowInvoked;

    private static VarHandle count(String field) {
        return ConstantBootstraps.fieldVarHandle(
                MethodHandles.lookup(), field, VarHandle.class, CpuCallbacks.class, long.class);
    }

    /** Opaque, so that an NMI which runs on a thread of its own sees it before the chains change and until they have. */
    private void setActiveOpaque(boolean now) {
        ACTIVE.setOpaque(this, now);
    }

    /** Queues {@code head}. Any context. */
    void queue(Cpu cpu, RcuHead head) {
        cpu.irqSave();
        if ((boolean) ACTIVE.getOpaque(this)) {
            head.markOverflow();
            OVERFLOW_QUEUED.setRelease(this, overflowQueued + 1);
            overflow.push(cpu, head);
        } else {
            setActiveOpaque(true);
            cpu.step();
            fresh.append(head);
            QUEUED.setRelease(this, queued + 1);
            setActiveOpaque(false);
        }
        cpu.irqRestore();
    }

    /** Returns whether {@link #advance} would find something to do, {@code completed} being over. */
    boolean wantsSoftirq(long completed) {
        return !ready.isEmpty()
                || (waiting.isEmpty() ? !fresh.isEmpty() || !overflow.isEmpty() : completed >= waitingFor);
    }

    /** Returns whether any callback is queued here. */
    boolean isEmpty() {
        return fresh.isEmpty() && waiting.isEmpty() && ready.isEmpty() && overflow.isEmpty();
    }

    /**
     * Moves callbacks on: those whose grace period is over become ready, fresh ones begin to wait for the next that starts.
     *
     * @return the grace period to ask for, 0 for none
     */
    long advance(Cpu cpu, GracePeriods periods) {
        long wanted = 0;
        cpu.irqSave();
        setActiveOpaque(true);
        cpu.step();
        if (!waiting.isEmpty() && periods.completedVolatile() >= waitingFor) {
            ready.takeAll(waiting);
        }
        if (waiting.isEmpty()) {
            fresh.appendChain(LocklessList.reverse(overflow.takeAll(cpu)));
            if (!fresh.isEmpty()) {
                waiting.takeAll(fresh);
                // What was unlinked before this fence is unlinked for every reader of a period that starts after it.
                VarHandle.fullFence();
                waitingFor = periods.startedVolatile() + 1;
                wanted = waitingFor;
            }
        }
        setActiveOpaque(false);
        cpu.irqRestore();
        return wanted;
    }

    /** Takes the next ready callback off, null if there is none. By the softirq, which alone touches those: no mask is needed. */
    @Nullable
    RcuHead pollReady() {
        return ready.poll();
    }

    /** Counts one callback as run. */
    void countInvoked(boolean viaOverflow) {
        if (viaOverflow) {
            OVERFLOW_INVOKED.setRelease(this, overflowInvoked + 1);
        } else {
            INVOKED.setRelease(this, invoked + 1);
        }
    }

    /** Returns how many callbacks were queued in the usual way. Any CPU. */
    long queuedVolatile() {
        return (long) QUEUED.getVolatile(this);
    }

    /** Returns how many of {@link #queuedVolatile} have run. Any CPU. */
    long invokedVolatile() {
        return (long) INVOKED.getVolatile(this);
    }

    /** Returns how many callbacks were queued by a context that interrupted the queueing of another. Any CPU. */
    long overflowQueuedVolatile() {
        return (long) OVERFLOW_QUEUED.getVolatile(this);
    }

    /** Returns how many of {@link #overflowQueuedVolatile} have run. Any CPU. */
    long overflowInvokedVolatile() {
        return (long) OVERFLOW_INVOKED.getVolatile(this);
    }
}
