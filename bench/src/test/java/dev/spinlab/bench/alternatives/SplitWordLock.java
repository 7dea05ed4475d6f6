package dev.spinlab.bench.alternatives;

import dev.spinlab.lock.LockResult;
import dev.spinlab.lock.SpinLock;
import dev.spinlab.lock.percpu.QueueNode;
import dev.spinlab.machine.Cpu;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A queued lock of two words, in one line: one says whether it is held, the other who waits. So a release store unlocks it,
 * which no queued lock of one int can have in Java.
 *
 * <p>Why that is right:
 *
 * <ul>
 *   <li>No two hold it: {@code locked} becomes 1 by compare-and-swap only, and 0 only by the holder.
 *   <li>Nobody is forgotten: who is first in line, pending or head, spins on {@code locked} itself and is told by nobody. The
 *       next one becomes first when the one before has taken the lock, and only then.
 *   <li>What it gives up: a look at {@code waiting} and the compare-and-swap are two accesses. Who saw that nobody waits
 *       may still take the lock before one who came meanwhile, once, since the next look sees the waiter. So as many
 *       critical sections can go ahead of the first in line as there are contexts that were between the two; with one word
 *       it is none.
 * </ul>
 *
 * <p>Neither checked nor bounded. A fifth nested waiter of a CPU, which has no node, takes its chance whenever the lock is free.
 * A waiter looks at the word again at once. Everything as in {@link dev.spinlab.lock.QueuedSpinLock} otherwise.
 */
public class SplitWordLock extends SpinLock {
    private static final int PENDING = 1;
    private static final int INDEX_SHIFT = 1;
    private static final int CPU_SHIFT = 3;

    private static final VarHandle LOCKED = handle("locked");
    private static final VarHandle WAITING = handle("waiting");

    @SuppressWarnings("UnusedVariable") // through LOCKED
    private int locked;

    /** Bit 0: somebody is pending. Above: the last of the queue, its CPU plus one and the index of its node. */
    @SuppressWarnings("UnusedVariable") // through WAITING
    private int waiting;

    /** Creates a free lock. */
    public SplitWordLock(String name) {
        super(name);
    }

    private static VarHandle handle(String field) {
        return ConstantBootstraps.fieldVarHandle(
                MethodHandles.lookup(), field, VarHandle.class, SplitWordLock.class, int.class);
    }

    @Override
    public LockResult lock(Cpu cpu) {
        cpu.preemptDisable();
        cpu.step();
        if ((int) WAITING.getAcquire(this) == 0 && LOCKED.compareAndSet(this, 0, 1)) {
            cpu.countQuickLock();
        } else {
            cpu.countLockWait();
            waitFor(cpu);
            cpu.countLockAcquisition();
        }
        return LockResult.ACQUIRED;
    }

    @Override
    public void unlock(Cpu cpu) {
        cpu.step();
        LOCKED.setRelease(this, 0);
        cpu.preemptEnable();
    }

    /** Returns whether nobody holds the lock or waits for it. */
    boolean free() {
        return (int) LOCKED.getAcquire(this) == 0 && (int) WAITING.getAcquire(this) == 0;
    }

    /** Takes the lock, for one who waits, if it is free. */
    boolean take(Cpu cpu) {
        cpu.step();
        cpu.countAtomic();
        return LOCKED.compareAndSet(this, 0, 1);
    }

    private void takeWhenFree(Cpu cpu) {
        while ((int) LOCKED.getAcquire(this) != 0 || !take(cpu)) {
            cpu.relax();
        }
    }

    private void waitFor(Cpu cpu) {
        cpu.step();
        cpu.countAtomic();
        int before = (int) WAITING.getAndBitwiseOr(this, PENDING);
        if (before == 0) {
            takeWhenFree(cpu);
            clearPending(cpu);
            return;
        }
        if ((before & PENDING) == 0) {
            clearPending(cpu);
        }
        QueueNode first = cpu.queueNode(0);
        int index = first.acquireIndex();
        if (index < QueueNode.PER_CPU) {
            queue(cpu, cpu.queueNode(index));
        } else {
            takeWhenFree(cpu);
        }
        first.releaseIndex();
    }

    private void clearPending(Cpu cpu) {
        cpu.step();
        cpu.countAtomic();
        WAITING.getAndBitwiseAnd(this, ~PENDING);
    }

    private void queue(Cpu cpu, QueueNode node) {
        node.reset();
        int tail = ((node.cpu() + 1) << CPU_SHIFT) | (node.index() << INDEX_SHIFT);
        int before = exchangeTail(cpu, tail);
        if ((before & ~PENDING) != 0) {
            cpu.step();
            int index = (before >>> INDEX_SHIFT) & (QueueNode.PER_CPU - 1);
            cpu.machine().cpu((before >>> CPU_SHIFT) - 1).queueNode(index).setNextRelease(node);
            while (node.signalAcquire() == QueueNode.WAIT) {
                cpu.relax();
            }
        }
        while (((int) WAITING.getAcquire(this) & PENDING) != 0) {
            cpu.relax();
        }
        takeWhenFree(cpu);
        if (!resetTail(cpu, tail)) {
            @Nullable QueueNode next = node.nextAcquire();
            while (next == null) {
                cpu.relax();
                next = node.nextAcquire();
            }
            handOver(cpu, next);
        }
    }

    /** Makes the next waiter the first in line. */
    void handOver(Cpu cpu, QueueNode next) {
        cpu.step();
        next.setSignalRelease(QueueNode.GO);
    }

    private int exchangeTail(Cpu cpu, int tail) {
        while (true) {
            int seen = (int) WAITING.getAcquire(this);
            if (change(cpu, seen, (seen & PENDING) | tail)) {
                return seen;
            }
        }
    }

    /** Leaves the queue empty if {@code tail} still is its last. */
    private boolean resetTail(Cpu cpu, int tail) {
        while (true) {
            int seen = (int) WAITING.getAcquire(this);
            if ((seen & ~PENDING) != tail) {
                return false;
            }
            if (change(cpu, seen, seen & PENDING)) {
                return true;
            }
        }
    }

    private boolean change(Cpu cpu, int from, int to) {
        cpu.step();
        cpu.countAtomic();
        return WAITING.compareAndSet(this, from, to);
    }
}
