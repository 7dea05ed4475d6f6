package dev.spinlab.lock;

import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.InterruptHandler;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A handler that takes a lock and gives it back if it got it. */
final class Attempt implements InterruptHandler {
    private final SpinLock lock;
    private @Nullable LockResult result;
    private boolean ended;
    private long steps;

    Attempt(SpinLock lock) {
        this.lock = lock;
    }

    @Override
    public void handle(Cpu cpu, ContextLevel level) {
        long before = cpu.steps();
        LockResult answer = lock.lock(cpu);
        steps = cpu.steps() - before;
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

    /** Returns the steps from the first instruction to the answer. */
    long steps() {
        return steps;
    }
}
