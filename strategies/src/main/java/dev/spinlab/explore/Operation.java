package dev.spinlab.explore;

import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.storage.CallerClass;
import dev.spinlab.storage.Element;
import dev.spinlab.storage.LocalStorage;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.StorageMap;
import dev.spinlab.storage.UpdateFlags;
import java.util.Locale;

/** What can meet: the operations of a storage, and what frees for them. */
public enum Operation {
    /** Finds an element and reads its value, all in one read section. */
    LOOKUP,
    /** Finds or creates, and reads the value. */
    GET_OR_CREATE,
    /** Creates or replaces. */
    UPDATE,
    /** Deletes. */
    DELETE,
    /** An owner exits. Nobody else uses that owner. */
    OWNER_EXIT,
    /** A map is freed. Nobody else uses that map. Sleeps. */
    MAP_FREE,
    /** What was deferred is freed: the worker's turn, or in an interrupt the timer's tick and the callbacks after it. */
    DRAIN;

    /** Returns the name on command lines. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Returns the operation called {@code id}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Operation byId(String id) {
        for (Operation operation : values()) {
            if (operation.id().equals(id)) {
                return operation;
            }
        }
        throw new IllegalArgumentException("no such operation: '" + id + "'");
    }

    /** Returns whether the operation sleeps. */
    public boolean sleeps() {
        return this == MAP_FREE;
    }

    /** Returns whether the operation uses one owner in one map, as programs do. */
    public boolean isProgram() {
        return compareTo(DELETE) <= 0;
    }

    /** Returns whether a context of {@code level} may do it. */
    public boolean allowedIn(ContextLevel level) {
        return switch (level) {
            case TASK -> true;
            case SOFTIRQ, HARDIRQ -> !sleeps();
            case NMI -> isProgram();
        };
    }

    /** Does it; {@link #DRAIN} only as an interrupt does. */
    Errno run(World world, Cpu cpu, Owner owner, StorageMap map) {
        LocalStorage storage = world.storage();
        switch (this) {
            case LOOKUP -> {
                world.kernel().rcu().readLock(cpu);
                Errno result = use(cpu, storage.lookup(cpu, owner, map, CallerClass.PROGRAM));
                world.kernel().rcu().readUnlock(cpu);
                return result;
            }
            case GET_OR_CREATE -> {
                world.kernel().rcu().readLock(cpu);
                Errno result = use(cpu, storage.getOrCreate(cpu, owner, map, CallerClass.PROGRAM, 2));
                world.creates(result, false);
                world.kernel().rcu().readUnlock(cpu);
                return result;
            }
            case UPDATE -> {
                Errno result = storage.update(cpu, owner, map, 3, UpdateFlags.ANY, CallerClass.PROGRAM);
                world.creates(result, true);
                return result;
            }
            case DELETE -> {
                return storage.delete(cpu, owner, map, CallerClass.PROGRAM);
            }
            case OWNER_EXIT -> {
                storage.destroy(cpu, owner);
                return Errno.OK;
            }
            case MAP_FREE -> {
                storage.freeMap(cpu, map);
                return Errno.OK;
            }
            case DRAIN -> {
                cpu.timerInterrupt();
                return Errno.OK;
            }
        }
        throw new IllegalStateException("no such operation: " + this);
    }

    private static Errno use(Cpu cpu, @org.jspecify.annotations.Nullable Element element) {
        if (element == null) {
            Errno reason = cpu.context().errno();
            if (reason == Errno.OK) {
                throw new BrokenRule(Rule.ANSWERS_ALLOWED, "neither an element nor a reason");
            }
            return reason;
        }
        element.value(cpu);
        return Errno.OK;
    }
}
