package dev.spinlab.conformance;

import dev.spinlab.backend.StorageBackend;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.machine.Task;
import dev.spinlab.storage.CallerClass;
import dev.spinlab.storage.Element;
import dev.spinlab.storage.LocalStorage;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.OwnerKind;
import dev.spinlab.storage.StorageMap;
import dev.spinlab.storage.TracePoint;
import dev.spinlab.storage.UpdateFlags;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A storage on a machine on which the check decides who goes on and how far. Time passes with the steps, so that what waits
 * too long runs into the real timeouts.
 *
 * <p>{@link #check} looks at the invariants afterwards, whatever the check was about.
 */
final class StorageBench extends TaskTurns {
    /** What a value that is not there reads as. */
    static final long ABSENT = -1;

    private final LocalStorage storage;
    private final List<Owner> owners = new ArrayList<>();
    private final List<StorageMap> maps = new ArrayList<>();

    private StorageBench(StorageBackend backend, int cpus) {
        super(cpus);
        storage = new LocalStorage(kernel(), backend.config());
        start();
    }

    /** Runs {@code body} on a new bench, then looks at the invariants. */
    static void check(StorageBackend backend, int cpus, Consumer<StorageBench> body) {
        try (StorageBench bench = new StorageBench(backend, cpus)) {
            body.accept(bench);
            bench.onInterrupt(NOTHING);
            bench.storage.trace(null);
            new StorageInvariants(bench, bench.owners, bench.maps).expect();
        }
    }

    /** As {@link #check} without the invariants, for what the kernel itself warns about or hangs in. */
    static void wreck(StorageBackend backend, int cpus, Consumer<StorageBench> body) {
        try (StorageBench bench = new StorageBench(backend, cpus)) {
            body.accept(bench);
        }
    }

    // ---- what is there ---------------------------------------------------------------------------------------------

    LocalStorage storage() {
        return storage;
    }

    /** Returns a new owner, which is emptied at the end of the check. */
    Owner owner(OwnerKind kind) {
        Owner owner = storage.newOwner(kind);
        owners.add(owner);
        return owner;
    }

    /** Returns a new map of 8-byte values, which is emptied at the end of the check. */
    StorageMap map() {
        return map(Long.BYTES, false, element -> {});
    }

    /** Returns a new map, which is emptied at the end of the check. */
    StorageMap map(int valueBytes, boolean valueLocks, Consumer<Element> destructor) {
        StorageMap map = storage.newMap(valueBytes, valueLocks, destructor);
        maps.add(map);
        return map;
    }

    // ---- what most checks ask --------------------------------------------------------------------------------------

    /** Returns the value of {@code owner} in {@code map}, {@link #ABSENT} if there is none. */
    long value(Cpu cpu, Owner owner, StorageMap map, CallerClass caller) {
        kernel().rcu().readLock(cpu);
        Element element = storage.lookup(cpu, owner, map, caller);
        long value = element == null ? ABSENT : element.value(cpu);
        kernel().rcu().readUnlock(cpu);
        return value;
    }

    /** Returns the value that a system call finds. */
    long value(Cpu cpu, Owner owner, StorageMap map) {
        return value(cpu, owner, map, CallerClass.SYSCALL);
    }

    /** Creates {@code owner}'s value in {@code map}, which must succeed. */
    Element create(Cpu cpu, Owner owner, StorageMap map, long value) {
        Element element = storage.getOrCreate(cpu, owner, map, CallerClass.SYSCALL, value);
        if (element == null) {
            throw new CheckFailed(
                    "a first value could not be created: " + cpu.context().errno());
        }
        return element;
    }

    /** Gets or creates as a program, and returns with what error, OK if none. */
    Errno programCreates(Cpu cpu, Owner owner, StorageMap map) {
        return storage.getOrCreate(cpu, owner, map, CallerClass.PROGRAM, 1) == null
                ? cpu.context().errno()
                : Errno.OK;
    }

    /**
     * Replaces {@code owner}'s value in {@code map} as a program, which must succeed, and runs {@code program} inside, where
     * {@code point} is reached first.
     */
    void inside(Cpu cpu, TracePoint point, Owner owner, StorageMap map, Consumer<Cpu> program) {
        boolean[] ran = new boolean[1];
        storage.trace((at, reached, ofOwner, inMap) -> {
            if (reached == point && !ran[0]) {
                ran[0] = true;
                program.accept(at);
            }
        });
        Errno errno = storage.update(cpu, owner, map, 7, UpdateFlags.ANY, CallerClass.PROGRAM);
        storage.trace(null);
        Expect.that(ran[0], "the program at " + point + " ran");
        Expect.equal(errno, Errno.OK, "the update around the program at " + point);
    }

    /** Lets {@code task} go on to the first step after it has reached {@code point}. */
    void runTo(Task task, TracePoint point) {
        boolean[] there = new boolean[1];
        storage.trace((cpu, reached, owner, map) -> there[0] |= reached == point);
        runUntil(task, () -> there[0]);
        storage.trace(null);
    }

    /** Returns how many locks task context of {@code cpu} has taken or waited for. */
    static long locksTaken(Cpu cpu) {
        var counters = cpu.context().counters();
        return counters.lockAcquisitions() + counters.lockWaits();
    }
}
