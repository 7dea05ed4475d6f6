package dev.spinlab.bench.alternatives;

import dev.spinlab.lock.LockResult;
import dev.spinlab.lock.SpinLock;
import dev.spinlab.machine.Cpu;

/** A lock and an unlock. */
final class Pair {
    private Pair() {}

    /** Makes one; a refusal is no pair to be counted. */
    static LockResult of(SpinLock lock, Cpu cpu) {
        LockResult result = lock.lock(cpu);
        if (result != LockResult.ACQUIRED) {
            throw new IllegalStateException(lock + " answered " + result);
        }
        lock.unlock(cpu);
        return result;
    }
}
