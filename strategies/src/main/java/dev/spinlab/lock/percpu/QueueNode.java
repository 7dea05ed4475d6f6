package dev.spinlab.lock.percpu;

import dev.spinlab.layout.LeadingPad;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * An MCS queue node. Each CPU has {@link #PER_CPU} of them, one per context level that can wait at the same time.
 *
 * <p>A waiter spins on {@link #signalAcquire} of its own node only.
 */
public final class QueueNode extends LeadingPad {
    /** Nodes per CPU. */
    public static final int PER_CPU = 4;

    /** Signal: go on waiting. */
    public static final int WAIT = 0;

    /** Signal: you are the head of the queue. */
    public static final int GO = 1;

    /** Signal: leave the queue with an error. */
    public static final int LEAVE = 2;

    private static final VarHandle SIGNAL = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "signal", VarHandle.class, QueueNode.class, int.class);
    private static final VarHandle NEXT = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "next", VarHandle.class, QueueNode.class, QueueNode.class);

    private final int cpu;
    private final int index;

    /** On node 0 only: how many nodes of this CPU are in use. Touched by its CPU only. */
    private int inUse;

    @SuppressWarnings("UnusedVariable") // through SIGNAL
    private int signal;

    @SuppressWarnings("UnusedVariable") // through NEXT
    private @Nullable QueueNode next;

    private QueueNode(int cpu, int index) {
        this.cpu = cpu;
        this.index = index;
    }

    /** Returns the nodes of one CPU. */
    public static QueueNode[] perCpu(int cpu) {
        QueueNode[] nodes = new QueueNode[PER_CPU];
        for (int i = 0; i < PER_CPU; i++) {
            nodes[i] = new QueueNode(cpu, i);
        }
        return nodes;
    }

    /** Returns the CPU that owns this node. */
    public int cpu() {
        return cpu;
    }

    /** Returns the number of this node among those of its CPU. */
    public int index() {
        return index;
    }

    /** Counts one more node as used; on node 0. Returns how many were used before. */
    public int acquireIndex() {
        return inUse++;
    }

    /** Counts one node fewer as used; on node 0. */
    public void releaseIndex() {
        inUse--;
    }

    /** Returns how many nodes of this CPU are used; on node 0. */
    public int inUse() {
        return inUse;
    }

    /** Makes the node ready for a new wait; not yet visible to others. */
    public void reset() {
        SIGNAL.setOpaque(this, WAIT);
        NEXT.setOpaque(this, null);
    }

    /** Returns the signal; what the signaller did before is visible after. Pairs with {@link #setSignalRelease}. */
    public int signalAcquire() {
        return (int) SIGNAL.getAcquire(this);
    }

    /** Sets the signal for the waiter that owns this node. */
    public void setSignalRelease(int value) {
        SIGNAL.setRelease(this, value);
    }

    /** Returns the waiter behind, null while it has not linked itself. Pairs with {@link #setNextRelease}. */
    public @Nullable QueueNode nextAcquire() {
        return (QueueNode) NEXT.getAcquire(this);
    }

    /** Links the waiter behind; its node must have been reset. */
    public void setNextRelease(QueueNode waiter) {
        NEXT.setRelease(this, waiter);
    }
}
