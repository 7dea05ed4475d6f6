package dev.spinlab.lock;

import dev.spinlab.lock.percpu.HeldLocks;
import dev.spinlab.machine.Cpu;

/**
 * A queued spin lock that answers instead of hanging (kernel: rqspinlock; kernel-facts section 1).
 *
 * <p>Progress: an attempt ends with the lock, with DEADLOCK or with TIMED_OUT, within the position's timeout plus the time
 * between two looks at the clock; only a waiter behind the head of the queue has no clock of its own and ends when those
 * ahead do. Fair among queued waiters. Recursion on one CPU and two-lock cycles between CPUs are found; longer cycles end by
 * timeout. Under CURRENT a context in an NMI never queues while a queue node of its CPU is in use; it may become the pending
 * waiter all the same.
 *
 * <p>Any context may call it. Locks must be released in reverse order.
 */
public class ResilientQueuedSpinLock extends LockWord {
    /** Before the word, the table's entry and its count. */
    private static final int STEPS_OF_UNLOCK = 3;

    /*
     * Implementation notes.
     *
     * Ancestry: the MCS lock (Mellor-Crummey and Scott 1991) squeezed into one word with a pending bit, as Linux does since
     * 4.2; deadlock checks and timeouts as since 6.15.
     *
     * The first waiter sets the pending bit and spins on the word; from the second waiter on they queue, each spinning on
     * its own node. Hence at most two critical sections are ahead of anybody who looks at the clock.
     *
     *   holder     pending waiter     head          waiter        waiter
     *   (locked)   (bit 8)            (spins on     (spins on     (tail)
     *                                  the word)     its node)
     *
     * The one ordering argument. CURRENT writes the table entry before the compare-and-swap and clears it after the release,
     * so a handler that comes anywhere in between finds the entry of the lock it would wait for. V6_15 has a window on
     * either side, in which the lock is held and not in the table; a handler that comes there waits for the full timeout.
     * The price of enclosing is a possible false DEADLOCK between release and clearing, even if the lock that the handler found
     * taken has become free since; never a stall.
     *
     * An unlock takes its three steps at once if nothing is due in any of them, else one before each access: one by one, each
     * waits for the store of the one before.
     *
     * Neither lock() nor unlock() reads a field of the lock before its atomic instruction, but for an unlock of a lock that the
     * table has no room for: where CPUs contend, each such read
     * fetches the line, and the atomic fetches it once more, for writing. So what V6_15 does otherwise is a class of its own,
     * which a JVM that has only locks of CURRENT never loads, and the compiler knows the answer of entryFirst().
     *
     * Not guaranteed: that both sides of a cycle do not fail together; that a lock beyond the 31st held is seen.
     */
    private final LockParameters parameters;

    ResilientQueuedSpinLock(String name, LockParameters parameters) {
        super(name);
        this.parameters = parameters;
    }

    /** Returns a free lock. */
    public static ResilientQueuedSpinLock of(String name, LockParameters parameters) {
        return parameters.profile() == LockProfile.CURRENT
                ? new ResilientQueuedSpinLock(name, parameters)
                : EntryLaterLock.make(name, parameters);
    }

    final LockParameters parameters() {
        return parameters;
    }

    /** Returns whether the table entry encloses the lock, so that the slow path finds it in place. */
    boolean entryFirst() {
        return true;
    }

    @Override
    public final LockResult lock(Cpu cpu) {
        cpu.preemptDisable();
        if (entryFirst()) {
            pushEntry(cpu);
        }
        // (0,0,0) -> (0,0,1)
        if (takeFree(cpu)) {
            if (!entryFirst()) {
                cpu.step();
                pushEntry(cpu);
            }
            return LockResult.ACQUIRED;
        }
        cpu.countLockWait();
        LockResult result =
                parameters.testAndSet() ? TestAndSetWait.acquire(this, cpu) : PendingWait.acquire(this, cpu);
        if (result == LockResult.ACQUIRED) {
            cpu.countLockAcquisition();
            return LockResult.ACQUIRED;
        }
        dropEntry(cpu);
        cpu.preemptEnable();
        return result;
    }

    /** Makes the attempt visible to detection; in every outcome of a slow path the entry is in place when it returns. */
    final void pushEntry(Cpu cpu) {
        cpu.heldLocks().push(this);
    }

    private static void dropEntry(Cpu cpu) {
        HeldLocks held = cpu.heldLocks();
        int depth = held.depth();
        held.clearTop(depth);
        cpu.step();
        held.drop(depth);
    }

    @Override
    public final void unlock(Cpu cpu) {
        HeldLocks held = cpu.heldLocks();
        int depth = held.depth();
        if (depth > HeldLocks.CAPACITY ? !isLocked() : !held.isTop(this, depth)) {
            throw misuse(cpu);
        }
        boolean stepped = cpu.stepsAtOnce(STEPS_OF_UNLOCK);
        if (entryFirst()) {
            release(cpu, stepped);
            stepUnless(stepped, cpu);
            held.clearTop(depth);
        } else {
            if (!isLocked()) {
                throw misuse(cpu);
            }
            stepUnless(stepped, cpu);
            held.clearTop(depth);
            release(cpu, stepped);
        }
        stepUnless(stepped, cpu);
        held.drop(depth);
        cpu.preemptEnable();
    }

    private void release(Cpu cpu, boolean stepped) {
        stepUnless(stepped, cpu);
        if (!clearLocked(cpu)) {
            throw misuse(cpu);
        }
    }

    private static void stepUnless(boolean stepped, Cpu cpu) {
        if (!stepped) {
            cpu.step();
        }
    }

    private LockMisuseError misuse(Cpu cpu) {
        return new LockMisuseError("unlock of " + name() + " on cpu " + cpu.id()
                + ", where it is not the lock taken last; locks are released in reverse order, and only if the attempt"
                + " answered ACQUIRED");
    }

    /** Returns whether somebody holds the lock now. */
    public final boolean isLocked() {
        return (wordAcquire() & LOCKED_MASK) != 0;
    }

    /** Returns the whole word, for tests and messages: 0 is free. */
    public final int word() {
        return wordAcquire();
    }
}
