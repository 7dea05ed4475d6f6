package dev.spinlab.lock;

import dev.spinlab.machine.Cpu;

/**
 * A queued lock without checks whose pending waiter looks at the clock once, as that of the resilient lock does at its first
 * spin: what of the price of resilience is the clock.
 */
public final class ClockFirstLock extends QueuedSpinLock {
    /** Creates a free lock. */
    public ClockFirstLock(String name) {
        super(name);
    }

    @Override
    int fetchSetPending(Cpu cpu) {
        int seen = super.fetchSetPending(cpu);
        boolean waits = seen == LOCKED;
        if (waits && cpu.nanoTime() == Long.MIN_VALUE) {
            throw new IllegalStateException("the clock is at its end");
        }
        return seen;
    }
}
