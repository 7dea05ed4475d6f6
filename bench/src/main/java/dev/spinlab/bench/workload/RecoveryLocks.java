package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.lock.ResilientQueuedSpinLock;
import dev.spinlab.lock.SpinLock;
import java.util.Arrays;

/** The locks of a ring of tasks that fall out over them, and the point at which the tasks meet before they do. */
final class RecoveryLocks {
    private final SpinLock[] locks;
    private final Meeting allHold;

    private RecoveryLocks(Rig rig, int cpus) {
        locks = new SpinLock[cpus];
        Arrays.setAll(locks, i -> newLock(rig, "lock " + (char) ('A' + i)));
        allHold = new Meeting(cpus, Wait.SPIN);
    }

    /**
     * Makes a lock that answers when it cannot be granted.
     *
     * @throws IllegalStateException if the backend's locks hang instead; the message is one line
     */
    static SpinLock newLock(Rig rig, String name) {
        SpinLock lock = rig.newLock(name);
        if (!(lock instanceof ResilientQueuedSpinLock)) {
            throw new IllegalStateException("backend=" + rig.backend
                    + ": its locks hang where this workload waits for an answer; choose rqspinlock");
        }
        return lock;
    }

    /** The operation of task {@code index} in a ring of so many CPUs, each with one task. */
    static Operation ring(Rig rig, int cpus, int index) {
        rig.require(
                rig.cpuCount() == cpus && rig.tasksPerCpu() == 1,
                cpus + " CPUs with one task each; give --cpus " + cpus + " --tasks 1");
        RecoveryLocks ring = rig.shared(RecoveryLocks.class, () -> new RecoveryLocks(rig, cpus));
        return new LockInRing(ring.locks[index], ring.locks[(index + 1) % cpus], ring.allHold);
    }

    /** The operation of task {@code index} where task 0 does not let go. */
    static Operation stuckOwner(Rig rig, int index) {
        int cpus = rig.cpuCount();
        rig.require(
                cpus >= 2 && rig.tasksPerCpu() == 1, "two CPUs or more with one task each; give --cpus 2 --tasks 1");
        StuckOwner shared = rig.shared(StuckOwner.class, () -> new StuckOwner(newLock(rig, "lock"), cpus - 1));
        return index == 0 ? shared.owner() : shared.waiter();
    }
}
