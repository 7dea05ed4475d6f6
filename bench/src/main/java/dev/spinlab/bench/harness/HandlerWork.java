package dev.spinlab.bench.harness;

import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.machine.InterruptHandler;
import dev.spinlab.machine.Task;
import dev.spinlab.storage.CallerClass;
import dev.spinlab.storage.Element;
import dev.spinlab.storage.OwnerKind;
import dev.spinlab.storage.Storage;
import dev.spinlab.storage.StorageMap;

/**
 * The interrupt handler of the interrupted workloads: create and delete on a map of its own, for the owner of whichever
 * task was interrupted.
 *
 * <p>A handler cannot retry: the task that is in its way runs below it. Tasks that are none of the workload's, such as
 * the kernel's workers, are left alone.
 */
final class HandlerWork implements InterruptHandler {
    private final Storage storage;
    private final StorageMap map;

    HandlerWork(Storage storage, StorageMap map) {
        this.storage = storage;
        this.map = map;
    }

    @Override
    public void handle(Cpu cpu, ContextLevel level) {
        if (cpu.current().attachment() instanceof HandlerTally tally) {
            // The handlers that have threads of their own have views of the CPU of their own.
            tally.handler(cpu.current().cpu() != cpu);
            createAndDelete(cpu, tally);
        }
    }

    /**
     * Does the work once outside a handler, so that its classes are there when a handler needs them: to load them takes
     * hundreds of milliseconds on a slow machine, and a handler of real-time priority has the CPU for itself.
     *
     * @param janitor a task of the calling thread that holds no CPU
     */
    void rehearse(Task janitor) {
        janitor.enter();
        createAndDelete(janitor.cpu(), new HandlerTally(storage.newOwner(OwnerKind.TASK)));
        janitor.cpu().operationEnd();
        janitor.leave();
    }

    private void createAndDelete(Cpu cpu, HandlerTally tally) {
        long start = cpu.nanoTime();
        Element element = storage.getOrCreate(cpu, tally.owner(), map, CallerClass.PROGRAM, 1);
        Errno created = element == null ? cpu.context().errno() : Errno.OK;
        long middle = cpu.nanoTime();
        tally.call(created, middle - start);
        if (element == null) {
            return;
        }
        Errno deleted = storage.delete(cpu, tally.owner(), map, CallerClass.PROGRAM);
        tally.call(deleted, cpu.nanoTime() - middle);
        if (deleted == Errno.OK) {
            tally.success();
        }
    }
}
