package dev.spinlab.bench.harness;

import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Task;
import dev.spinlab.storage.CallerClass;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.OwnerKind;
import dev.spinlab.storage.Storage;
import dev.spinlab.storage.StorageMap;
import java.util.Arrays;

/** The live elements that nobody touches: their owners lie in every map and make buckets and lists longer. */
final class Bystanders {
    private Bystanders() {}

    /**
     * Makes one element of each map for each of so many new owners.
     *
     * @param janitor a task of the calling thread that holds no CPU
     * @return the owners
     * @throws IllegalStateException if an element cannot be made; the message is one line
     */
    static Owner[] populate(Task janitor, Storage storage, StorageMap[] maps, int count) {
        Owner[] owners = new Owner[count];
        if (owners.length > 0) {
            Arrays.setAll(owners, i -> storage.newOwner(OwnerKind.TASK));
            janitor.enter();
            for (Owner owner : owners) {
                for (StorageMap map : maps) {
                    create(janitor.cpu(), storage, owner, map);
                }
            }
            janitor.leave();
        }
        return owners;
    }

    private static void create(Cpu cpu, Storage storage, Owner owner, StorageMap map) {
        if (storage.getOrCreate(cpu, owner, map, CallerClass.SYSCALL, 1) == null) {
            throw new IllegalStateException("a live element could not be created: "
                    + cpu.context().errno() + " though nothing else was running; choose another backend");
        }
        cpu.operationEnd();
    }
}
