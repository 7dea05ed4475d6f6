package dev.spinlab.lock;

import dev.spinlab.machine.Cpu;

/**
 * A lock that waits by spinning, preemption off.
 *
 * <p>Any context may call it; whether a context that interrupted the holder gets an answer is for the implementation to
 * say. Memory effects: what was done before an {@link #unlock} is visible after the {@link #lock} that follows it.
 */
public abstract class SpinLock {
    private final String name;

    /** Creates a free lock. */
    protected SpinLock(String name) {
        this.name = name;
    }

    /** Returns the name, for messages. */
    public final String name() {
        return name;
    }

    /** Takes the lock, interrupts as they are. Unless it answers ACQUIRED the caller holds nothing. */
    public abstract LockResult lock(Cpu cpu);

    /**
     * Gives the lock back.
     *
     * @throws LockMisuseError if this CPU does not hold it, or took another one after it
     */
    public abstract void unlock(Cpu cpu);

    /** Masks interrupts and takes the lock; on failure interrupts are as before. */
    public final LockResult lockIrqSave(Cpu cpu) {
        cpu.irqSave();
        LockResult result = lock(cpu);
        if (result != LockResult.ACQUIRED) {
            cpu.irqRestore();
        }
        return result;
    }

    /** Gives the lock back and undoes the masking of {@link #lockIrqSave}. */
    public final void unlockIrqRestore(Cpu cpu) {
        unlock(cpu);
        cpu.irqRestore();
    }

    @Override
    public final String toString() {
        return name;
    }
}
