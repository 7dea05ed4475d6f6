package dev.spinlab.bench.harness;

import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.storage.CallerClass;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.Storage;
import dev.spinlab.storage.StorageMap;
import dev.spinlab.storage.TraceHook;
import dev.spinlab.storage.TracePoint;
import dev.spinlab.storage.UpdateFlags;
import org.jspecify.annotations.Nullable;

/**
 * The program of the recursion workloads: attached to a place inside updates, it updates for the same owner.
 *
 * <p>It cannot retry: the operation that may be in its way waits for it. It does not call itself, as in the kernel, which
 * does not enter a program that runs on the same CPU already.
 */
final class CalledProgram implements TraceHook {
    private static final long VALUE = 7;

    private final Storage storage;
    private final TracePoint point;
    private final @Nullable StorageMap target;

    /**
     * Makes a program.
     *
     * @param point where it is attached
     * @param target the map that it updates, null for the one that is being updated
     */
    CalledProgram(Storage storage, TracePoint point, @Nullable StorageMap target) {
        this.storage = storage;
        this.point = point;
        this.target = target;
    }

    @Override
    public void reached(Cpu cpu, TracePoint at, Owner owner, StorageMap map) {
        if (at == point && cpu.current().attachment() instanceof HandlerTally tally && tally.enterProgram()) {
            long start = cpu.nanoTime();
            Errno code = storage.update(
                    cpu, owner, target == null ? map : target, VALUE, UpdateFlags.ANY, CallerClass.PROGRAM);
            tally.call(code, cpu.nanoTime() - start);
            if (code == Errno.OK) {
                tally.success();
            }
            tally.exitProgram();
        }
    }
}
