package dev.spinlab.machine;

/** What an interrupt does: the workload's, run to completion on the stack of whatever it interrupted. */
@FunctionalInterface
public interface InterruptHandler {
    /** Handles one interrupt. {@code cpu.context().level()} is {@code level}. */
    void handle(Cpu cpu, ContextLevel level);
}
