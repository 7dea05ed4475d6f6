package dev.spinlab.storage;

import dev.spinlab.machine.Cpu;

/** A program attached to the trace points of a storage. */
@FunctionalInterface
public interface TraceHook {
    /** Called by the operation that reaches {@code point}, in its context. May call operations itself: recursion. */
    void reached(Cpu cpu, TracePoint point, Owner owner, StorageMap map);
}
