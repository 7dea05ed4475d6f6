package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Tally;
import dev.spinlab.lock.LockResult;
import dev.spinlab.lock.SpinLock;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;

/** One call: lock and, if that was granted, unlock at once. */
final class LockThenUnlock implements Operation {
    private final SpinLock lock;

    LockThenUnlock(SpinLock lock) {
        this.lock = lock;
    }

    @Override
    public Errno call(Cpu cpu, Tally tally) {
        LockResult result = lock.lock(cpu);
        if (result == LockResult.ACQUIRED) {
            lock.unlock(cpu);
        }
        return result.errno();
    }
}
