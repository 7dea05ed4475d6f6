package dev.spinlab.lock;

import dev.spinlab.machine.Cpu;

/** The slow path up to the queue: hand-over in progress, then the pending bit (kernel-facts 1.4, steps 2 to 5). */
final class PendingWait {
    private PendingWait() {}

    /** Waits for the lock; the table entry is in place afterwards whatever the outcome. Bounded by the timeouts. */
    static LockResult acquire(ResilientQueuedSpinLock lock, Cpu cpu) {
        LockParameters parameters = lock.parameters();
        int seen = awaitHandOver(lock, parameters, cpu);
        if ((seen & ~LockWord.LOCKED_MASK) != 0) {
            return QueueWait.acquire(lock, cpu);
        }
        // (0,0,*) -> (0,1,*)
        seen = lock.fetchSetPending(cpu);
        if ((seen & ~LockWord.LOCKED_MASK) != 0) {
            // Others came between. Their pending bit, if it was set before, is not ours to clear.
            if ((seen & LockWord.PENDING) == 0) {
                lock.clearPending(cpu);
            }
            return QueueWait.acquire(lock, cpu);
        }
        if (!lock.entryFirst()) {
            lock.pushEntry(cpu);
        }
        LockWatch.begin(cpu);
        // Unlike the kernel's, the first spin goes by the word that setting the bit returned: the holder is about to
        // want the line.
        while ((seen & LockWord.LOCKED_MASK) != 0) {
            LockResult verdict =
                    LockWatch.spin(lock, parameters, cpu, LockWord.LOCKED_MASK, parameters.pendingTimeoutNanos());
            if (verdict != LockResult.ACQUIRED) {
                // (*,1,*) -> (*,0,*)
                lock.clearPending(cpu);
                return verdict;
            }
            seen = lock.wordAcquire();
        }
        // (*,1,0) -> (*,0,1)
        lock.pendingToLocked(cpu);
        return LockResult.ACQUIRED;
    }

    /** (0,1,0): a pending waiter is about to become the holder. Waits a little for that, so as to become pending itself. */
    private static int awaitHandOver(ResilientQueuedSpinLock lock, LockParameters parameters, Cpu cpu) {
        int seen = lock.wordAcquire();
        for (int i = parameters.pendingLoops(); seen == LockWord.PENDING && i > 0; i--) {
            cpu.relax();
            seen = lock.wordAcquire();
        }
        return seen;
    }
}
