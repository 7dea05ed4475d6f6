package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Tally;
import dev.spinlab.lock.LockResult;
import dev.spinlab.lock.SpinLock;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;

/** One call: take a lock, wait until all tasks of the ring hold theirs, ask for the next one's. */
final class LockInRing implements Operation {
    private final SpinLock own;
    private final SpinLock next;
    private final Meeting allHold;

    LockInRing(SpinLock own, SpinLock next, Meeting allHold) {
        this.own = own;
        this.next = next;
        this.allHold = allHold;
    }

    @Override
    public Errno call(Cpu cpu, Tally tally) {
        LockResult first = own.lock(cpu);
        if (first != LockResult.ACQUIRED) {
            return first.errno();
        }
        boolean deadlocked = allHold.await(cpu, tally);
        if (deadlocked) {
            long start = cpu.nanoTime();
            LockResult second = next.lock(cpu);
            tally.recovered(second.errno(), cpu.nanoTime() - start);
            if (second == LockResult.ACQUIRED) {
                next.unlock(cpu);
            }
        }
        own.unlock(cpu);
        tally.setUnfinished(!deadlocked);
        return Errno.OK;
    }
}
