package dev.spinlab.lock;

import dev.spinlab.lock.percpu.HeldLocks;
import dev.spinlab.lock.percpu.WaitTimer;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Machine;
import org.jspecify.annotations.Nullable;

/**
 * Watches over one wait: timeout, recursion (AA) and two-lock cycles (ABBA), kernel-facts 1.5 and 1.6.
 *
 * <p>Only waiters that look at the word itself are watched: the pending waiter, the head of the queue, and those of the
 * test-and-set fallback. Tables of other CPUs are read without any lock; a stale entry can make a false verdict or a miss,
 * and the next check repeats the question.
 */
final class LockWatch {
    private LockWatch() {}

    /** Begins a wait of this CPU's present context level. */
    static void begin(Cpu cpu) {
        cpu.context().waitTimer().begin();
    }

    /**
     * One spin of a wait: looks at the clock in the first and then once in so many, and pauses, but unlike the kernel's not in
     * the first, since the look has taken its time.
     *
     * @param parameters of the lock, which lie beside its word: a wait loads them once
     * @param mask the wait is for these bits of the word to become 0
     * @return ACQUIRED for go on, otherwise the error
     */
    static LockResult spin(
            ResilientQueuedSpinLock lock, LockParameters parameters, Cpu cpu, int mask, long timeoutNanos) {
        WaitTimer timer = cpu.context().waitTimer();
        if (timer.due(parameters.spinsPerClockRead())) {
            long now = cpu.nanoTime();
            if (!timer.armed()) {
                if (checksAtOnce(parameters) && recursion(lock, cpu)) {
                    return LockResult.DEADLOCK;
                }
                timer.arm(now + timeoutNanos, now + parameters.checkIntervalNanos());
                cpu.step();
                return LockResult.ACQUIRED;
            }
            LockResult verdict = verdictAt(now, timer, lock, parameters, cpu, mask);
            if (verdict != LockResult.ACQUIRED) {
                return verdict;
            }
        }
        cpu.relax();
        return LockResult.ACQUIRED;
    }

    private static boolean checksAtOnce(LockParameters parameters) {
        return parameters.profile() == LockProfile.CURRENT;
    }

    private static LockResult verdictAt(
            long now, WaitTimer timer, ResilientQueuedSpinLock lock, LockParameters parameters, Cpu cpu, int mask) {
        if (timer.expired(now)) {
            return LockResult.TIMED_OUT;
        }
        if (!timer.checkDue(now, parameters.checkIntervalNanos())) {
            return LockResult.ACQUIRED;
        }
        // Recursion cannot arise while we spin, so once it has been ruled out only cycles are looked for.
        boolean deadlock = (!checksAtOnce(parameters) && recursion(lock, cpu)) || cycle(lock, cpu, mask);
        return deadlock ? LockResult.DEADLOCK : LockResult.ACQUIRED;
    }

    /** Returns whether this CPU already holds {@code lock}; the attempt itself is on top and does not count. */
    static boolean recursion(ResilientQueuedSpinLock lock, Cpu cpu) {
        HeldLocks mine = cpu.heldLocks();
        return mine.holdsBelowTop(lock, mine.depth());
    }

    /**
     * Returns whether another CPU holds {@code lock} and attempts one that this CPU holds. At most one CPU can hold the lock,
     * so the first that has it decides.
     */
    private static boolean cycle(ResilientQueuedSpinLock lock, Cpu cpu, int mask) {
        Machine machine = cpu.machine();
        HeldLocks mine = cpu.heldLocks();
        for (int id = 0; id < machine.cpuCount(); id++) {
            if (id == cpu.id()) {
                continue;
            }
            cpu.step();
            if ((lock.wordAcquire() & mask) == 0) {
                return false;
            }
            HeldLocks theirs = machine.cpu(id).heldLocks();
            int depth = theirs.depthOpaque();
            if (depth < 2 || depth > HeldLocks.CAPACITY) {
                continue;
            }
            @Nullable Object attempted = theirs.entryOpaque(depth - 1);
            if (attempted != null && theirs.holdsBelowTop(lock, depth)) {
                return mine.holdsBelowTop(attempted, mine.depth());
            }
        }
        return false;
    }
}
