package dev.spinlab.conformance;

import dev.spinlab.lock.LockResult;
import dev.spinlab.lock.SpinLock;
import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.InterruptHandler;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A handler that takes a lock and gives it back if it got it. */
final class HandlerAttempt implements InterruptHandler {
    private final SpinLock lock;
    private @Nullable LockResult result;
    private boolean ended;
    private long atomics;

    HandlerAttempt(SpinLock lock) {
        this.lock = lock;
    }

    @Override
    public void handle(Cpu cpu, ContextLevel level) {
        long before = cpu.context().counters().atomics();
        LockResult answer = lock.lock(cpu);
        atomics = cpu.context().counters().atomics() - before;
        if (answer == LockResult.ACQUIRED) {
            lock.unlock(cpu);
        }
        result = answer;
        ended = true;
    }

    boolean ended() {
        return ended;
    }

    LockResult result() {
        return Objects.requireNonNull(result, "the attempt has not ended");
    }

    /** Returns the atomic instructions from the first to the answer. */
    long atomics() {
        return atomics;
    }
}
