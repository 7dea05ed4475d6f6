package dev.spinlab.machine;

import java.util.ArrayDeque;

/** Interrupts at distances that the test wrote down, then none. */
final class ScriptedInterrupts implements InterruptSource {
    private final ArrayDeque<Long> hardirqs = new ArrayDeque<>();
    private final ArrayDeque<Long> nmis = new ArrayDeque<>();

    ScriptedInterrupts hardirqs(long... distances) {
        return add(hardirqs, distances);
    }

    ScriptedInterrupts nmis(long... distances) {
        return add(nmis, distances);
    }

    private ScriptedInterrupts add(ArrayDeque<Long> queue, long... distances) {
        for (long distance : distances) {
            queue.addLast(distance);
        }
        return this;
    }

    @Override
    public long nextDistanceSteps(int cpu, ContextLevel level) {
        Long next = (level == ContextLevel.NMI ? nmis : hardirqs).pollFirst();
        return next == null ? NEVER : next;
    }
}
