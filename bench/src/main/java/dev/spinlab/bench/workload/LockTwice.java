package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Tally;
import dev.spinlab.lock.LockResult;
import dev.spinlab.lock.SpinLock;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;

/** One call: lock, lock again, unlock. */
final class LockTwice implements Operation {
    private final SpinLock lock;

    LockTwice(SpinLock lock) {
        this.lock = lock;
    }

    @Override
    public Errno call(Cpu cpu, Tally tally) {
        LockResult first = lock.lock(cpu);
        if (first == LockResult.ACQUIRED) {
            long start = cpu.nanoTime();
            LockResult second = lock.lock(cpu);
            tally.recovered(second.errno(), cpu.nanoTime() - start);
            if (second == LockResult.ACQUIRED) {
                throw new IllegalStateException(lock + " was granted to a CPU that holds it already");
            }
            lock.unlock(cpu);
        }
        return first.errno();
    }
}
