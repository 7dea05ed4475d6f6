package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Tally;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.rcu.Rcu;
import dev.spinlab.storage.CallerClass;
import dev.spinlab.storage.Element;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.Storage;
import dev.spinlab.storage.StorageMap;
import dev.spinlab.storage.UpdateFlags;
import org.jspecify.annotations.Nullable;

/**
 * The calls of storage workloads, made as callers of the class that the trial asks for, each with the read section that the
 * kernel's callers hold around it; what is found is read.
 *
 * <p>When is a call refused? When what its caller wanted is not so afterwards. Tasks that share an owner get in each other's
 * way by their very work, and not all of it is a refusal: a delete that finds nothing, because another task has just deleted,
 * has what it wanted and is accepted, and a get-or-create that finds another task's value is too. But EAGAIN or EEXIST of a
 * lost race leaves the caller with nothing; it is refused and tries again. Where each task has an owner of its own nobody
 * else can have deleted, so there ENOENT is a refusal, which will not go away.
 */
final class Calls {
    private static final long INITIAL = 42;

    /** More than any other task that is inside on the same CPU can make us wait for. */
    private static final int PREPARE_ATTEMPTS = 10_000_000;

    private final Rcu rcu;
    private final Storage storage;
    private final CallerClass caller;
    private final boolean ownersShared;

    Calls(Rig rig) {
        rcu = rig.rcu();
        storage = rig.storage();
        caller = rig.load().caller();
        ownersShared = rig.load().ownersShared();
    }

    /** Gets or creates, and reads. */
    Errno create(Cpu cpu, Owner owner, StorageMap map, Tally tally) {
        rcu.readLock(cpu);
        Errno errno = read(cpu, storage.getOrCreate(cpu, owner, map, caller, INITIAL), tally);
        rcu.readUnlock(cpu);
        return errno;
    }

    /** Looks up, and reads. */
    Errno lookUp(Cpu cpu, Owner owner, StorageMap map, Tally tally) {
        rcu.readLock(cpu);
        Errno errno = read(cpu, storage.lookup(cpu, owner, map, caller), tally);
        rcu.readUnlock(cpu);
        return errno;
    }

    private static Errno read(Cpu cpu, @Nullable Element element, Tally tally) {
        if (element == null) {
            return cpu.context().errno();
        }
        tally.consume(element.value(cpu));
        return Errno.OK;
    }

    /** Looks up what is not there: OK if the answer is just that, EEXIST if there is something. */
    Errno miss(Cpu cpu, Owner owner, StorageMap map) {
        rcu.readLock(cpu);
        Element element = storage.lookup(cpu, owner, map, caller);
        Errno errno = element == null ? cpu.context().errno() : Errno.EEXIST;
        rcu.readUnlock(cpu);
        return errno == Errno.ENOENT ? Errno.OK : errno;
    }

    /** Replaces a value, or creates it if another task has just deleted it. */
    Errno update(Cpu cpu, Owner owner, StorageMap map, long value) {
        return storage.update(cpu, owner, map, value, ownersShared ? UpdateFlags.ANY : UpdateFlags.EXIST, caller);
    }

    /** Deletes. */
    Errno delete(Cpu cpu, Owner owner, StorageMap map) {
        Errno errno = storage.delete(cpu, owner, map, caller);
        return errno == Errno.ENOENT && ownersShared ? Errno.OK : errno;
    }

    /**
     * Creates what a workload expects to find.
     *
     * @throws IllegalStateException if that cannot be done
     */
    void ensure(Cpu cpu, Owner owner, StorageMap map) {
        for (int attempt = 0; attempt < PREPARE_ATTEMPTS; attempt++) {
            Element element = storage.getOrCreate(cpu, owner, map, caller, INITIAL);
            cpu.operationEnd();
            if (element != null) {
                return;
            }
        }
        throw new IllegalStateException("no element to look up: create was refused " + PREPARE_ATTEMPTS
                + " times, the last time with " + cpu.context().errno() + "; choose another backend");
    }
}
