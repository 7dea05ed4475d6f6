package dev.spinlab.simulation;

import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.InterruptSource;
import java.util.EnumMap;
import java.util.Map;

/** One interrupt per level, at a chosen step of the first CPU, counted from 1; none on other CPUs. */
public final class OnceAtStep implements InterruptSource {
    private final Map<ContextLevel, Long> due = new EnumMap<>(ContextLevel.class);

    /** Has {@code level} come at {@code step}. */
    public OnceAtStep at(ContextLevel level, long step) {
        due.put(level, step);
        return this;
    }

    @Override
    public long nextDistanceSteps(int cpu, ContextLevel level) {
        Long step = cpu == 0 ? due.remove(level) : null;
        return step == null ? NEVER : step;
    }
}
