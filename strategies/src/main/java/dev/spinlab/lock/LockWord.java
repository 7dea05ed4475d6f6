package dev.spinlab.lock;

import dev.spinlab.lock.percpu.QueueNode;
import dev.spinlab.machine.Cpu;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The word of a queued lock and the atomic instructions on it (kernel-facts 1.1).
 *
 * <pre>
 * bit   31 ............ 18  17..16  15..9    8      7 ... 0
 *       tail CPU plus one   index   unused  pending  locked
 * </pre>
 *
 * <p>Fourteen bits name 16,383 CPUs, more than a machine can have. States are written as triples (tail, pending, locked); (0,0,0) is free. Each instruction is preceded by a step and
 * counted, but for what undoes a misuse.
 */
abstract class LockWord extends SpinLock {
    static final int LOCKED = 1;
    static final int LOCKED_MASK = 0xff;
    static final int PENDING = 1 << 8;
    static final int LOCKED_PENDING_MASK = 0xffff;
    static final int TAIL_MASK = ~LOCKED_PENDING_MASK;
    static final int TAIL_INDEX_SHIFT = 16;
    static final int TAIL_CPU_SHIFT = 18;

    private static final VarHandle WORD = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "word", VarHandle.class, LockWord.class, int.class);

    @SuppressWarnings("UnusedVariable") // through WORD
    private int word;

    LockWord(String name) {
        super(name);
    }

    static int encodeTail(int cpu, int index) {
        return ((cpu + 1) << TAIL_CPU_SHIFT) | (index << TAIL_INDEX_SHIFT);
    }

    /** Returns the node that the tail of {@code value}, which must have one, names. */
    static QueueNode tailNode(Cpu anyCpu, int value) {
        int cpu = (value >>> TAIL_CPU_SHIFT) - 1;
        int index = (value >>> TAIL_INDEX_SHIFT) & (QueueNode.PER_CPU - 1);
        return anyCpu.machine().cpu(cpu).queueNode(index);
    }

    /** Returns the word; what the last holder did before it unlocked is visible after. */
    final int wordAcquire() {
        return (int) WORD.getAcquire(this);
    }

    final boolean casWord(Cpu cpu, int expected, int value) {
        cpu.step();
        return casAfterStep(cpu, expected, value);
    }

    final boolean casAfterStep(Cpu cpu, int expected, int value) {
        cpu.countAtomic();
        return WORD.compareAndSet(this, expected, value);
    }

    /** (0,0,0) to (0,0,1): takes the lock if it is free. */
    final boolean takeFree(Cpu cpu) {
        cpu.step();
        if (WORD.compareAndSet(this, 0, LOCKED)) {
            cpu.countQuickLock();
            return true;
        }
        cpu.countAtomic();
        return false;
    }

    /** (*,*,*) to (*,1,*); returns what was there. */
    final int fetchSetPending(Cpu cpu) {
        cpu.step();
        cpu.countAtomic();
        return (int) WORD.getAndBitwiseOr(this, PENDING);
    }

    /** (*,1,*) to (*,0,*). */
    final void clearPending(Cpu cpu) {
        cpu.step();
        cpu.countAtomic();
        int before = (int) WORD.getAndBitwiseAnd(this, ~PENDING);
        assert (before & PENDING) != 0;
    }

    /** (*,1,0) to (*,0,1), by the pending waiter. */
    final void pendingToLocked(Cpu cpu) {
        cpu.step();
        cpu.countAtomic();
        int before = (int) WORD.getAndAdd(this, LOCKED - PENDING);
        assert (before & LOCKED_PENDING_MASK) == PENDING;
    }

    /** (n,*,0) to (n,*,1), by the head of the queue: nobody else may set locked while there is a tail. */
    final void setLocked(Cpu cpu) {
        cpu.step();
        cpu.countAtomic();
        int before = (int) WORD.getAndAdd(this, LOCKED);
        assert (before & LOCKED_MASK) == 0;
    }

    /** (p,*,*) to (tail,*,*); returns what was there. Retries only when another CPU changed the word, so lock-free. */
    final int exchangeTail(Cpu cpu, int tail) {
        while (true) {
            int seen = wordAcquire();
            if (casWord(cpu, seen, (seen & LOCKED_PENDING_MASK) | tail)) {
                return seen;
            }
        }
    }

    /** (tail,*,*) to (0,*,*) if {@code tail} still is the tail. Lock-free. */
    final boolean resetTail(Cpu cpu, int tail) {
        while (true) {
            int seen = wordAcquire();
            if ((seen & TAIL_MASK) != tail) {
                return false;
            }
            if (casWord(cpu, seen, seen & LOCKED_PENDING_MASK)) {
                return true;
            }
        }
    }

    /**
     * (*,*,1) to (*,*,0), by the holder: a subtraction, since Java cannot store one byte of an int. Pairs with the acquire
     * of whoever sees the lock free; without it the next holder could miss this one's writes.
     *
     * <p>What was there is known only from the subtraction: to look before would cost as much as a second atomic, since a
     * load must wait for the compare-and-swap that took the lock, and the subtraction for the load.
     *
     * <p>The caller has taken the step before it.
     *
     * @return false if the lock was not held: that is misuse, after which nothing is promised. The word is as it was if nobody
     *     else changed it meanwhile.
     */
    boolean clearLocked(Cpu cpu) {
        cpu.countAtomic();
        int before = (int) WORD.getAndAdd(this, -LOCKED);
        if ((before & LOCKED_MASK) == LOCKED) {
            return true;
        }
        WORD.getAndAdd(this, LOCKED);
        return false;
    }
}
