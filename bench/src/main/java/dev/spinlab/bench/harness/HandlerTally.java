package dev.spinlab.bench.harness;

import dev.spinlab.machine.Errno;
import dev.spinlab.storage.Owner;

/**
 * What the interrupt handlers on top of one task, and the programs that its operations called, did in one iteration.
 * Hangs on the task, which is how the handler finds the owner to work on.
 */
final class HandlerTally {
    private final Owner owner;
    private final ErrnoCounts refused = new ErrnoCounts();
    private long calls;
    private long successes;
    private long nanos;
    private long refusedNanos;
    private long handlers;
    private long atAnyInstruction;
    private boolean inProgram;

    HandlerTally(Owner owner) {
        this.owner = owner;
    }

    Owner owner() {
        return owner;
    }

    /** Counts one handler that comes over the task, on a thread of its own or where the task lets it come. */
    void handler(boolean onOwnThread) {
        handlers++;
        if (onOwnThread) {
            atAnyInstruction++;
        }
    }

    /** Returns those of {@link #handlers} that ran on a thread of their own. */
    long atAnyInstruction() {
        return atAnyInstruction;
    }

    /** Returns the handlers that came over the task since it was made. */
    long handlers() {
        return handlers;
    }

    /** Counts one call of a handler. */
    void call(Errno code, long tookNanos) {
        calls++;
        nanos += tookNanos;
        if (code != Errno.OK) {
            refused.increment(code);
            refusedNanos += tookNanos;
        }
    }

    /** Counts one handler that could do all it wanted. */
    void success() {
        successes++;
    }

    /** Enters the task's program; false if it is in there already, since a program does not call itself. */
    boolean enterProgram() {
        boolean entered = !inProgram;
        inProgram = true;
        return entered;
    }

    /** Leaves the program. */
    void exitProgram() {
        inProgram = false;
    }

    void reset() {
        refused.clear();
        calls = 0;
        successes = 0;
        nanos = 0;
        refusedNanos = 0;
    }

    HandlerResult result() {
        return new HandlerResult(calls, successes, refused.copy(), nanos, refusedNanos);
    }
}
