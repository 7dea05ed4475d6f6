package dev.spinlab.lock;

import dev.spinlab.machine.Cpu;
import java.util.function.Consumer;

/**
 * A queued lock without checks whose pending waiter does something else than pause before it looks at the word again.
 * Alternatives that are not used, and the measure of what of the price of resilience is the clock.
 */
public final class FirstSpinLock extends QueuedSpinLock {
    private final Consumer<Cpu> first;

    private FirstSpinLock(String name, Consumer<Cpu> first) {
        super(name);
        this.first = first;
    }

    /** Returns a lock whose pending waiter looks at the word again at once, as kernels do. */
    public static FirstSpinLock lookingAtOnce(String name) {
        return new FirstSpinLock(name, cpu -> {});
    }

    /** Returns a lock whose pending waiter looks at the clock first, as that of the resilient lock does. */
    public static FirstSpinLock clockFirst(String name) {
        return new FirstSpinLock(name, cpu -> {
            if (cpu.nanoTime() == Long.MIN_VALUE) {
                throw new IllegalStateException("the clock is at its end");
            }
            cpu.step();
        });
    }

    @Override
    void firstSpin(Cpu cpu) {
        first.accept(cpu);
    }
}
