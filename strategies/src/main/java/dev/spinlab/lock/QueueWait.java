package dev.spinlab.lock;

import dev.spinlab.lock.percpu.QueueNode;
import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import org.jspecify.annotations.Nullable;

/** The slow path through the queue (kernel-facts 1.4, steps 6 to 11, and 1.7). */
final class QueueWait {
    private QueueWait() {}

    /** Waits for the lock; the table entry is in place afterwards whatever the outcome. */
    static LockResult acquire(ResilientQueuedSpinLock lock, Cpu cpu) {
        if (!lock.entryFirst()) {
            lock.pushEntry(cpu);
        } else if (LockWatch.recursion(lock, cpu)) {
            return LockResult.DEADLOCK;
        }
        QueueNode first = cpu.queueNode(0);
        int index = first.acquireIndex();
        LockResult result;
        if (mustNotQueue(lock, cpu, index)) {
            result = withoutNode(lock, cpu);
        } else {
            QueueNode node = cpu.queueNode(index);
            node.reset();
            // The word may have become free meanwhile: (0,0,0) -> (0,0,1)
            result = lock.wordAcquire() == 0 && lock.casWord(cpu, 0, LockWord.LOCKED)
                    ? LockResult.ACQUIRED
                    : enqueue(lock, cpu, node);
        }
        first.releaseIndex();
        return result;
    }

    /** An NMI that finds a node in use may stand on the very waiter it would queue behind. */
    private static boolean mustNotQueue(ResilientQueuedSpinLock lock, Cpu cpu, int index) {
        boolean nmiOnWaiter = lock.entryFirst() && index > 0 && cpu.context().level() == ContextLevel.NMI;
        return index >= QueueNode.PER_CPU || nmiOnWaiter;
    }

    private static LockResult withoutNode(ResilientQueuedSpinLock lock, Cpu cpu) {
        if (lock.entryFirst()) {
            return lock.casWord(cpu, 0, LockWord.LOCKED) ? LockResult.ACQUIRED : LockResult.DEADLOCK;
        }
        LockParameters parameters = lock.parameters();
        LockWatch.begin(cpu);
        while (!lock.casWord(cpu, 0, LockWord.LOCKED)) {
            LockResult verdict = LockWatch.spin(
                    lock, parameters, cpu, LockWord.LOCKED_PENDING_MASK, parameters.pendingTimeoutNanos());
            if (verdict != LockResult.ACQUIRED) {
                return verdict;
            }
        }
        return LockResult.ACQUIRED;
    }

    private static LockResult enqueue(ResilientQueuedSpinLock lock, Cpu cpu, QueueNode node) {
        int tail = LockWord.encodeTail(node.cpu(), node.index());
        // (p,*,*) -> (tail,*,*)
        int before = lock.exchangeTail(cpu, tail);
        if ((before & LockWord.TAIL_MASK) != 0) {
            cpu.step();
            LockWord.tailNode(cpu, before).setNextRelease(node);
            if (awaitSignal(lock, cpu, node) == QueueNode.LEAVE) {
                leave(lock, cpu, node, tail, QueueNode.LEAVE);
                return lock.entryFirst() ? LockResult.TIMED_OUT : LockResult.DEADLOCK;
            }
        }
        LockResult verdict = awaitFree(lock, cpu);
        if (verdict != LockResult.ACQUIRED) {
            boolean leavesAlone = lock.entryFirst() && verdict == LockResult.DEADLOCK;
            leave(lock, cpu, node, tail, leavesAlone ? QueueNode.GO : QueueNode.LEAVE);
            return verdict;
        }
        // (tail,0,0) -> (0,0,1) if nobody came after us. From exactly this state: one that saw no queue may have set
        // the pending bit since we looked, and will take it back.
        cpu.step();
        if (lock.wordAcquire() == tail && lock.casWord(cpu, tail, LockWord.LOCKED)) {
            return LockResult.ACQUIRED;
        }
        // (n,*,0) -> (n,*,1)
        lock.setLocked(cpu);
        // That one need not queue either, so we may still be the last.
        leave(lock, cpu, node, tail, QueueNode.GO);
        return LockResult.ACQUIRED;
    }

    /**
     * Spins on the own node until those ahead decide. They are bounded by their own clocks, unless the waiter ahead was
     * interrupted by this very context: then nobody ever decides, which V6_15 allows and the watchdog ends.
     */
    private static int awaitSignal(ResilientQueuedSpinLock lock, Cpu cpu, QueueNode node) {
        long spins = 0;
        long start = 0;
        while (true) {
            int signal = node.signalAcquire();
            if (signal != QueueNode.WAIT) {
                return signal;
            }
            if (spins++ % RawSpinLock.SPINS_PER_CLOCK_READ == 0) {
                long now = cpu.nanoTime();
                start = spins == 1 ? now : start;
                if (now - start > RawSpinLock.DEFAULT_WATCHDOG_NANOS) {
                    throw new LockupError("lockup on " + lock.name() + ": " + cpu
                            + " waits in the queue behind a waiter that never moves");
                }
            }
            cpu.relax();
        }
    }

    /** As head: waits until neither a holder nor a pending waiter is ahead. Bounded by the head's timeout. */
    private static LockResult awaitFree(ResilientQueuedSpinLock lock, Cpu cpu) {
        LockParameters parameters = lock.parameters();
        LockWatch.begin(cpu);
        while ((lock.wordAcquire() & LockWord.LOCKED_PENDING_MASK) != 0) {
            LockResult verdict =
                    LockWatch.spin(lock, parameters, cpu, LockWord.LOCKED_PENDING_MASK, parameters.headTimeoutNanos());
            if (verdict != LockResult.ACQUIRED) {
                return verdict;
            }
        }
        return LockResult.ACQUIRED;
    }

    /**
     * Leaves the queue: GO makes the next waiter the head, LEAVE sends it away with an error, and so on to the last.
     */
    private static void leave(ResilientQueuedSpinLock lock, Cpu cpu, QueueNode node, int tail, int signal) {
        // (tail,*,*) -> (0,*,*) if nobody came after us. Waiting for a successor first would be waiting for an arrival.
        if (!lock.resetTail(cpu, tail)) {
            QueueNode next = awaitNext(cpu, node);
            cpu.step();
            next.setSignalRelease(signal);
        }
    }

    /** Waits for the one who replaced our tail to link itself: two instructions of another CPU. */
    private static QueueNode awaitNext(Cpu cpu, QueueNode node) {
        while (true) {
            @Nullable QueueNode next = node.nextAcquire();
            if (next != null) {
                return next;
            }
            cpu.relax();
        }
    }
}
