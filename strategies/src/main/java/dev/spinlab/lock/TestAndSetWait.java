package dev.spinlab.lock;

import dev.spinlab.machine.Cpu;

/**
 * The slow path where a fair queue would suffer from waiters that are not running: everybody races for the word
 * (kernel-facts 1.8). Takes exactly one table entry per attempt.
 */
final class TestAndSetWait {
    private TestAndSetWait() {}

    /** Waits for the lock; the table entry is in place afterwards whatever the outcome. Bounded by the timeout. */
    static LockResult acquire(ResilientQueuedSpinLock lock, Cpu cpu) {
        if (!lock.entryFirst()) {
            lock.pushEntry(cpu);
        }
        LockParameters parameters = lock.parameters();
        LockWatch.begin(cpu);
        while (lock.wordAcquire() != 0 || !lock.casWord(cpu, 0, LockWord.LOCKED)) {
            LockResult verdict =
                    LockWatch.spin(lock, parameters, cpu, LockWord.LOCKED_MASK, parameters.testAndSetTimeoutNanos());
            if (verdict != LockResult.ACQUIRED) {
                return verdict;
            }
        }
        return LockResult.ACQUIRED;
    }
}
