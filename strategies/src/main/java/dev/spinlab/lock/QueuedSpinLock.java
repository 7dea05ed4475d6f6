package dev.spinlab.lock;

import dev.spinlab.lock.percpu.QueueNode;
import dev.spinlab.machine.Cpu;
import org.jspecify.annotations.Nullable;

/**
 * The word and the queue of {@link ResilientQueuedSpinLock} without its table, checks and timeouts (kernel: {@code qspinlock};
 * kernel-facts 1.4): what resilience is paid for in comparison with.
 *
 * <p>It never answers anything but ACQUIRED. Recursion, a cycle or a holder that never lets go would be for ever; the lockup
 * detector throws {@link LockupError} after the watchdog of {@link RawSpinLock}. Fair among queued waiters. No backend uses it.
 */
public class QueuedSpinLock extends LockWord {
    /** Re-reads of a word on which a hand-over is in progress, before queueing. */
    private static final int PENDING_LOOPS = 512;

    /** Creates a free lock. */
    public QueuedSpinLock(String name) {
        super(name);
    }

    @Override
    public LockResult lock(Cpu cpu) {
        cpu.preemptDisable();
        // (0,0,0) -> (0,0,1)
        if (!takeFree(cpu)) {
            cpu.countLockWait();
            waitFor(cpu);
            cpu.countLockAcquisition();
        }
        return LockResult.ACQUIRED;
    }

    private void waitFor(Cpu cpu) {
        int seen = wordAcquire();
        for (int i = PENDING_LOOPS; seen == PENDING && i > 0; i--) {
            cpu.relax();
            seen = wordAcquire();
        }
        if ((seen & ~LOCKED_MASK) == 0) {
            // (0,0,*) -> (0,1,*)
            seen = fetchSetPending(cpu);
            if ((seen & ~LOCKED_MASK) == 0) {
                if (seen != 0) {
                    firstSpin(cpu);
                    awaitClear(cpu, LOCKED_MASK);
                }
                // (*,1,0) -> (*,0,1)
                pendingToLocked(cpu);
                return;
            }
            if ((seen & PENDING) == 0) {
                clearPending(cpu);
            }
        }
        QueueNode first = cpu.queueNode(0);
        int index = first.acquireIndex();
        if (index < QueueNode.PER_CPU) {
            queue(cpu, cpu.queueNode(index));
        } else {
            Watchdog watchdog = new Watchdog(cpu);
            while (!casWord(cpu, 0, LOCKED)) {
                watchdog.spin();
            }
        }
        first.releaseIndex();
    }

    /**
     * The pending waiter's first spin, which unlike the kernel's goes by the word that setting the bit returned, as in the
     * resilient lock: the holder is about to want the line. That one looks at the clock where this one pauses.
     */
    void firstSpin(Cpu cpu) {
        cpu.relax();
    }

    private void queue(Cpu cpu, QueueNode node) {
        node.reset();
        int tail = encodeTail(node.cpu(), node.index());
        // (p,*,*) -> (tail,*,*)
        int before = exchangeTail(cpu, tail);
        if ((before & TAIL_MASK) != 0) {
            cpu.step();
            tailNode(cpu, before).setNextRelease(node);
            Watchdog watchdog = new Watchdog(cpu);
            while (node.signalAcquire() == QueueNode.WAIT) {
                watchdog.spin();
            }
        }
        awaitClear(cpu, LOCKED_PENDING_MASK);
        cpu.step();
        // (tail,0,0) -> (0,0,1) if nobody came after us.
        if (wordAcquire() == tail && casWord(cpu, tail, LOCKED)) {
            return;
        }
        // (n,*,0) -> (n,*,1)
        setLocked(cpu);
        if (!resetTail(cpu, tail)) {
            Watchdog watchdog = new Watchdog(cpu);
            @Nullable QueueNode next = node.nextAcquire();
            while (next == null) {
                watchdog.spin();
                next = node.nextAcquire();
            }
            cpu.step();
            next.setSignalRelease(QueueNode.GO);
        }
    }

    private void awaitClear(Cpu cpu, int mask) {
        Watchdog watchdog = new Watchdog(cpu);
        while ((wordAcquire() & mask) != 0) {
            watchdog.spin();
        }
    }

    @Override
    public void unlock(Cpu cpu) {
        cpu.step();
        if (!clearLocked(cpu)) {
            throw new LockMisuseError("unlock of " + name() + " on cpu " + cpu.id() + ", which nobody holds");
        }
        cpu.preemptEnable();
    }

    /** Bounds one wait. Short waits never look at the clock: the lock is there to show what the checks of others cost. */
    private final class Watchdog {
        private final Cpu cpu;
        private long spins;
        private long start;

        Watchdog(Cpu cpu) {
            this.cpu = cpu;
        }

        void spin() {
            if (++spins % RawSpinLock.SPINS_PER_CLOCK_READ == 0) {
                long now = cpu.nanoTime();
                start = spins == RawSpinLock.SPINS_PER_CLOCK_READ ? now : start;
                if (now - start > RawSpinLock.DEFAULT_WATCHDOG_NANOS) {
                    throw new LockupError("lockup on " + name() + ": " + cpu + " waits for ever");
                }
            }
            cpu.relax();
        }
    }
}
