package dev.spinlab.rcu;

import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.ReadSide;
import dev.spinlab.machine.Task;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The numbered grace periods of one domain: which has started, which is over.
 *
 * <p>Whichever CPU ticks moves them on, under a try-lock, so there is no thread for it and nobody ever waits for the lock.
 * Period n waits for every CPU that was not idle to pass a quiescent state, and for every task that was switched out inside
 * a section which began before.
 */
final class GracePeriods {
    private static final VarHandle ADVANCING = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "advancing", VarHandle.class, GracePeriods.class, boolean.class);
    private static final VarHandle REQUESTED = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "requested", VarHandle.class, GracePeriods.class, long.class);

    private final Machine machine;
    private final DomainReaders readers;
    private final long minLengthNanos;
    private volatile long started;
    private volatile long completed;
    private volatile long requested;
    private volatile long startedAtNanos;
    private volatile long totalNanos;
    private volatile long maxNanos;
    private @Nullable LongConsumer lengths;

    @SuppressWarnings("UnusedVariable") // through ADVANCING
    private boolean advancing;

    GracePeriods(Machine machine, DomainReaders readers, long minLengthNanos) {
        this.machine = machine;
        this.readers = readers;
        this.minLengthNanos = minLengthNanos;
    }

    /** Hands the length of every period that ends to {@code listener}. Before the machine is started. */
    void listen(LongConsumer listener) {
        lengths = listener;
    }

    long startedVolatile() {
        return started;
    }

    long completedVolatile() {
        return completed;
    }

    long totalNanosVolatile() {
        return totalNanos;
    }

    long maxNanosVolatile() {
        return maxNanos;
    }

    /** Returns whether a period is running or asked for. */
    boolean needed() {
        return requested > completed;
    }

    /** Asks that periods up to {@code number} be run. */
    void request(long number) {
        long seen = requested;
        // Bounded: each failure means that another CPU raised the number.
        while (seen < number && !REQUESTED.weakCompareAndSet(this, seen, number)) {
            seen = requested;
        }
    }

    /** Ends the running period if everybody has passed, and starts the next if one is asked for. */
    void advance(Cpu cpu) {
        if (!needed() || !ADVANCING.compareAndSet(this, false, true)) {
            return;
        }
        try {
            if (started > completed && everybodyPassed(cpu, started)) {
                long length = cpu.nanoTime() - startedAtNanos;
                long total = totalNanos;
                totalNanos = total + length;
                maxNanos = Math.max(maxNanos, length);
                completed = started;
                LongConsumer listener = lengths;
                if (listener != null) {
                    listener.accept(length);
                }
            }
            if (started == completed && needed()) {
                startedAtNanos = cpu.nanoTime();
                long next = completed + 1;
                started = next;
            }
        } finally {
            ADVANCING.setVolatile(this, false);
        }
    }

    private boolean everybodyPassed(Cpu cpu, long number) {
        if (cpu.nanoTime() - startedAtNanos < minLengthNanos) {
            return false;
        }
        for (int id = 0; id < machine.cpuCount(); id++) {
            if (!machine.cpu(id).idleVolatile() && readers.passedVolatile(id) < number) {
                return false;
            }
        }
        // After the CPUs: a task is marked as blocked before its CPU reports.
        for (Task task : machine.tasks()) {
            ReadSide side = readers.of(task);
            long since = side.blockedSinceVolatile();
            if (since != 0 && since <= number) {
                return false;
            }
        }
        return true;
    }
}
