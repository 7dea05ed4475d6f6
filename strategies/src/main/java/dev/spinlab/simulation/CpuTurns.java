package dev.spinlab.simulation;

import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.simulation.ManualCarrier.State;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whose turn it is on one CPU, in order of arrival, and the interrupts that the test has posted for it. */
final class CpuTurns {
    final ArrayDeque<ManualCarrier> waiting = new ArrayDeque<>();
    private final List<ContextLevel> posted = new ArrayList<>();
    private @Nullable ManualCarrier owner;

    /** Takes the CPU, or queues for it and answers false. */
    boolean tryTake(ManualCarrier taker) {
        if (owner == null) {
            owner = taker;
            return true;
        }
        taker.state = State.WAITS_FOR_CPU;
        waiting.addLast(taker);
        return false;
    }

    /** Gives the CPU to whoever waits longest, if anybody does. */
    void passOn() {
        owner = waiting.pollFirst();
        if (owner != null) {
            owner.state = State.READY;
        }
    }

    /** Has {@code level} raised at the next {@link #raisePosted}. */
    void post(ContextLevel level) {
        posted.add(level);
    }

    /** Raises what was posted; a handler's own steps raise the rest. */
    void raisePosted(Cpu cpu) {
        while (!posted.isEmpty()) {
            cpu.raise(posted.remove(0));
        }
    }
}
