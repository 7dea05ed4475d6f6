package dev.spinlab.lock;

import dev.spinlab.machine.Cpu;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The lock that a Java program would take: {@link ReentrantLock} behind the contract of a spin lock, for comparison.
 *
 * <p>Preemption is off while it is waited for and held, as with every lock here: a task that was switched out with it would
 * have the next one park, and a thread that parks keeps its modelled CPU. A waiter parks its thread after the lock's own short
 * spin, and its modelled CPU stands still meanwhile, without a step, so no interrupt either; on a real system others would run.
 *
 * <p>The lock is reentrant by thread, and an interrupt runs on the thread it interrupts. Entering a section that the interrupted
 * code is in the middle of would be called success and break what the lock protects; so the attempt of a thread that holds
 * the lock already is a {@link LockupError}, as it is with {@link RawSpinLock}. So is a wait longer than the watchdog allows.
 *
 * <p>For the native schedule only, where a task has a thread of its own: under a simulated one tasks share threads.
 */
public final class ReentrantLockAdapter extends SpinLock {
    private final ReentrantLock lock = new ReentrantLock();
    private final long watchdogNanos;

    /** Creates a free lock with the watchdog of {@link RawSpinLock}. */
    public ReentrantLockAdapter(String name) {
        this(name, RawSpinLock.DEFAULT_WATCHDOG_NANOS);
    }

    /**
     * Creates a free lock.
     *
     * @param watchdogNanos how long one CPU may wait for another before that is called a lockup
     */
    public ReentrantLockAdapter(String name, long watchdogNanos) {
        super(name);
        this.watchdogNanos = watchdogNanos;
    }

    @Override
    public LockResult lock(Cpu cpu) {
        cpu.preemptDisable();
        cpu.step();
        if (lock.isHeldByCurrentThread()) {
            throw lockup(cpu, "held on the same thread; the holder is below on the same stack and can never go on");
        }
        cpu.countAtomic();
        if (!lock.tryLock()) {
            waitFor(cpu);
        }
        cpu.countLockAcquisition();
        return LockResult.ACQUIRED;
    }

    private void waitFor(Cpu cpu) {
        cpu.countLockWait();
        try {
            if (!lock.tryLock(watchdogNanos, TimeUnit.NANOSECONDS)) {
                throw lockup(cpu, "waited for more than " + watchdogNanos / 1_000_000 + " ms");
            }
        } catch (InterruptedException e) {
            throw lockup(cpu, "its thread was interrupted while it waited");
        }
    }

    private LockupError lockup(Cpu cpu, String why) {
        return new LockupError("lockup on " + name() + ": " + cpu + " waits for a ReentrantLock; " + why);
    }

    @Override
    public void unlock(Cpu cpu) {
        cpu.step();
        if (!lock.isHeldByCurrentThread()) {
            throw new LockMisuseError("unlock of " + name() + " on cpu " + cpu.id()
                    + (lock.isLocked() ? ", held by another thread" : ", which nobody holds"));
        }
        lock.unlock();
        cpu.preemptEnable();
    }

    /** Returns whether somebody holds the lock now. */
    public boolean isLocked() {
        return lock.isLocked();
    }
}
