package dev.spinlab.reclaim;

import dev.spinlab.machine.Cpu;

/** Told what each look at a backlog found, some thousand steps apart. Must not take a step. */
@FunctionalInterface
public interface BacklogListener {
    /** Told that {@code backlog} objects were retired and not yet freed; called by the CPU that looked. */
    void looked(Cpu cpu, long backlog);
}
