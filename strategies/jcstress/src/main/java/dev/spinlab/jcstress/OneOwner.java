package dev.spinlab.jcstress;

import dev.spinlab.backend.StorageBackend;
import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Machine;
import dev.spinlab.storage.CallerClass;
import dev.spinlab.storage.Element;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.OwnerKind;
import dev.spinlab.storage.Storage;
import dev.spinlab.storage.StorageMap;
import org.jspecify.annotations.Nullable;

/** An owner and a map on a machine of their own, without workers; for two actors, each on its CPU. */
abstract class OneOwner {
    private static final int VALUE = 42;

    private final Cpu first;
    private final Cpu second;
    private final Storage storage;
    private final StorageMap map;
    private final Owner owner;

    OneOwner(StorageBackend backend) {
        Machine machine = Machine.builder().cpus(2).build();
        storage = backend.open(ModelKernel.on(machine));
        map = storage.newMap();
        owner = storage.newOwner(OwnerKind.TASK);
        machine.start();
        first = TwoCpus.enter(machine, 0);
        second = TwoCpus.enter(machine, 1);
    }

    /** Creates the element, on the first CPU. Returns its value, -1 if that was refused. */
    final int create() {
        return value(first, storage.getOrCreate(first, owner, map, CallerClass.PROGRAM, VALUE));
    }

    /** Returns the value, -1 if there is none. Puts the element into the cache if it was not there. */
    final int lookupOnFirst() {
        return value(first, storage.lookup(first, owner, map, CallerClass.PROGRAM));
    }

    /** As {@link #lookupOnFirst}, on the second CPU. */
    final int lookupOnSecond() {
        return value(second, storage.lookup(second, owner, map, CallerClass.PROGRAM));
    }

    private static int value(Cpu cpu, @Nullable Element element) {
        return element == null ? -1 : (int) element.value(cpu);
    }
}
