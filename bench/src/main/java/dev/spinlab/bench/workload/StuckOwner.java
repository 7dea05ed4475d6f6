package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Tally;
import dev.spinlab.lock.LockResult;
import dev.spinlab.lock.SpinLock;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import java.util.concurrent.atomic.AtomicInteger;

/** A lock, its owner that does not let go of it, and those who wait for it until they are told that it is no use. */
final class StuckOwner {
    private final SpinLock lock;
    private final int waiters;
    private final Meeting taken;
    private final AtomicInteger answered = new AtomicInteger();

    /**
     * Creates both roles.
     *
     * @param lock answers when it cannot be granted
     * @param waiters how many tasks wait
     */
    StuckOwner(SpinLock lock, int waiters) {
        this.lock = lock;
        this.waiters = waiters;
        taken = new Meeting(waiters + 1, Wait.SPIN);
    }

    /** One call of the owner: lock, meet the others, keep the lock until all of them have been answered, unlock. */
    Operation owner() {
        return this::keep;
    }

    /** One call of one of the others: meet the owner once it has the lock, then ask for that. */
    Operation waiter() {
        return this::ask;
    }

    private Errno keep(Cpu cpu, Tally tally) {
        LockResult result = lock.lock(cpu);
        if (result != LockResult.ACQUIRED) {
            return result.errno();
        }
        boolean met = taken.await(cpu, tally);
        if (met) {
            // Bounded by the time for which the lock lets them wait.
            while (answered.get() < waiters) {
                cpu.relax();
            }
            answered.set(0);
        }
        lock.unlock(cpu);
        tally.setUnfinished(!met);
        return Errno.OK;
    }

    private Errno ask(Cpu cpu, Tally tally) {
        boolean met = taken.await(cpu, tally);
        if (met) {
            long start = cpu.nanoTime();
            LockResult result = lock.lock(cpu);
            tally.recovered(result.errno(), cpu.nanoTime() - start);
            if (result == LockResult.ACQUIRED) {
                lock.unlock(cpu);
            }
            answered.incrementAndGet();
        }
        tally.setUnfinished(!met);
        return Errno.OK;
    }
}
