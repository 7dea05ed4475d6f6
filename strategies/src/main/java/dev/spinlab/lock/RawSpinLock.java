package dev.spinlab.lock;

import dev.spinlab.machine.Context;
import dev.spinlab.machine.Cpu;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A test-and-test-and-set lock that always waits (kernel: {@code raw_spinlock_t}).
 *
 * <p>It never answers anything but ACQUIRED. A context that interrupted the holder on its own CPU would wait for ever; the
 * lockup detector throws {@link LockupError} at once instead, and also when another CPU keeps the lock for longer than the
 * watchdog allows. Not fair: whoever is quickest gets it. It is unlocked in the context that has locked it; anything else is
 * misuse.
 */
public final class RawSpinLock extends SpinLock {
    /** Default watchdog: 10 s, as long as a kernel's hard-lockup detector takes by default. */
    public static final long DEFAULT_WATCHDOG_NANOS = 10_000_000_000L;

    /** Spins between two looks at the clock: a power of two, about a millisecond. */
    static final int SPINS_PER_CLOCK_READ = 65_536;

    /*
     * Implementation notes. The word says who holds the lock, which is what makes a lockup explainable: 0 is free, otherwise
     * the number of the holder's context. The holder notes its number once more, for unlock to check: a load of the word
     * itself would have to wait for the compare-and-swap that took it. Only who holds the lock writes the note.
     */
    private static final VarHandle HOLDER = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "holder", VarHandle.class, RawSpinLock.class, int.class);

    private final long watchdogNanos;

    @SuppressWarnings("UnusedVariable") // through HOLDER
    private int holder;

    private int note;

    /** Creates a free lock with the default watchdog. */
    public RawSpinLock(String name) {
        this(name, DEFAULT_WATCHDOG_NANOS);
    }

    /**
     * Creates a free lock.
     *
     * @param watchdogNanos how long one CPU may wait for another before that is called a lockup
     */
    public RawSpinLock(String name, long watchdogNanos) {
        super(name);
        this.watchdogNanos = watchdogNanos;
    }

    @Override
    public LockResult lock(Cpu cpu) {
        cpu.preemptDisable();
        cpu.step();
        int mine = cpu.contextNumber();
        if (HOLDER.compareAndSet(this, 0, mine)) {
            cpu.countQuickLock();
        } else {
            cpu.countAtomic();
            waitFor(cpu, mine);
            cpu.countLockAcquisition();
        }
        note = mine;
        return LockResult.ACQUIRED;
    }

    private void waitFor(Cpu cpu, int mine) {
        cpu.countLockWait();
        long start = cpu.nanoTime();
        int spins = 0;
        while (true) {
            int seen = (int) HOLDER.getAcquire(this);
            if (seen == 0) {
                cpu.countAtomic();
                if (HOLDER.compareAndSet(this, 0, mine)) {
                    return;
                }
                continue;
            }
            if (Context.cpuOf(seen) == cpu.id()) {
                throw new LockupError(lockup(cpu, seen, "the holder is below on the same stack and can never go on"));
            }
            if (++spins % SPINS_PER_CLOCK_READ == 0 && cpu.nanoTime() - start > watchdogNanos) {
                throw new LockupError(lockup(cpu, seen, "waited for more than " + watchdogNanos / 1_000_000 + " ms"));
            }
            cpu.relax();
        }
    }

    private String lockup(Cpu cpu, int seen, String why) {
        return "lockup on " + name() + ": " + cpu + " waits for a lock held in context " + Context.levelOf(seen)
                + " of cpu " + Context.cpuOf(seen) + "; " + why;
    }

    @Override
    public void unlock(Cpu cpu) {
        cpu.step();
        if (note != cpu.contextNumber()) {
            throw new LockMisuseError(misuse(cpu, (int) HOLDER.getOpaque(this)));
        }
        note = 0;
        HOLDER.setRelease(this, 0);
        cpu.preemptEnable();
    }

    private String misuse(Cpu cpu, int seen) {
        String reason;
        if (seen == 0) {
            reason = ", which nobody holds";
        } else if (Context.cpuOf(seen) != cpu.id()) {
            reason = ", held by cpu " + Context.cpuOf(seen);
        } else {
            reason = " in context " + cpu.context().level() + ", held in context " + Context.levelOf(seen);
        }
        return "unlock of " + name() + " on cpu " + cpu.id() + reason;
    }

    /** Returns whether somebody holds the lock now. */
    public boolean isLocked() {
        return (int) HOLDER.getOpaque(this) != 0;
    }
}
