package dev.spinlab.lincheck;

import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.machine.Machine;
import dev.spinlab.storage.CallerClass;
import dev.spinlab.storage.Element;
import dev.spinlab.storage.LocalStorage;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.OwnerKind;
import dev.spinlab.storage.StorageConfig;
import dev.spinlab.storage.StorageMap;
import dev.spinlab.storage.UpdateFlags;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jspecify.annotations.Nullable;

/**
 * One storage map, seen as a map from two owners to digits.
 *
 * <p>A lost race (EAGAIN, EEXIST) or a refusal by a lock changes nothing and asks for another try, so an operation tries
 * until it is told something else. A delete does not say whether it found anything: in the kernel too it answers OK if
 * another was quicker.
 */
public abstract class OwnersMap {
    private static final int ABSENT = 0;
    private static final CallerClass PROGRAM = CallerClass.PROGRAM;

    private final ModelKernel kernel;
    private final LocalStorage storage;
    private final StorageMap map;
    private final Owner[] owners;
    private final Stations stations;

    OwnersMap(StorageConfig config) {
        Machine machine = Stations.machine();
        kernel = ModelKernel.on(machine);
        storage = new LocalStorage(kernel, config);
        map = storage.newMap();
        owners = new Owner[] {storage.newOwner(OwnerKind.TASK), storage.newOwner(OwnerKind.TASK)};
        // Without the workers: nothing is freed in so short a run.
        machine.start();
        stations = new Stations(machine);
    }

    /** Returns the owner's digit, {@code initial} if it had none. */
    @Operation
    public int getOrCreate(
            @Param(gen = ThreadIdGen.class) int thread,
            @Param(gen = IntGen.class, conf = "0:1") int owner,
            @Param(gen = IntGen.class, conf = "1:9") int initial) {
        return stations.run(thread, cpu -> {
            while (true) {
                int found = read(cpu, owner, true, initial);
                if (found != ABSENT) {
                    return found;
                }
                checkMayTryAgain(cpu.context().errno());
                cpu.relax();
            }
        });
    }

    /** Returns the owner's digit, 0 if it has none. */
    @Operation
    public int lookup(@Param(gen = ThreadIdGen.class) int thread, @Param(gen = IntGen.class, conf = "0:1") int owner) {
        return stations.run(thread, cpu -> read(cpu, owner, false, 0));
    }

    private int read(Cpu cpu, int owner, boolean create, int initial) {
        kernel.rcu().readLock(cpu);
        @Nullable
        Element element = create
                ? storage.getOrCreate(cpu, owners[owner], map, PROGRAM, initial)
                : storage.lookup(cpu, owners[owner], map, PROGRAM);
        int found = element == null ? ABSENT : (int) element.value(cpu);
        kernel.rcu().readUnlock(cpu);
        return found;
    }

    /** Sets the owner's digit whether it had one or not. */
    @Operation
    public void put(
            @Param(gen = ThreadIdGen.class) int thread,
            @Param(gen = IntGen.class, conf = "0:1") int owner,
            @Param(gen = IntGen.class, conf = "1:9") int digit) {
        update(thread, owner, digit, UpdateFlags.ANY, Errno.OK);
    }

    /** Sets the owner's digit if it had one. Returns whether it had. */
    @Operation
    public boolean replace(
            @Param(gen = ThreadIdGen.class) int thread,
            @Param(gen = IntGen.class, conf = "0:1") int owner,
            @Param(gen = IntGen.class, conf = "1:9") int digit) {
        return update(thread, owner, digit, UpdateFlags.EXIST, Errno.ENOENT);
    }

    /** Sets the owner's digit if it had none. Returns whether it had none. */
    @Operation
    public boolean create(
            @Param(gen = ThreadIdGen.class) int thread,
            @Param(gen = IntGen.class, conf = "0:1") int owner,
            @Param(gen = IntGen.class, conf = "1:9") int digit) {
        return update(thread, owner, digit, UpdateFlags.NOEXIST, Errno.EEXIST);
    }

    private boolean update(int thread, int owner, int digit, int flags, Errno no) {
        int answer = stations.run(thread, cpu -> {
            while (true) {
                Errno errno = storage.update(cpu, owners[owner], map, digit, flags, PROGRAM);
                if (errno == Errno.OK || errno == no) {
                    return errno.number();
                }
                checkMayTryAgain(errno);
                cpu.relax();
            }
        });
        return answer == Errno.OK.number();
    }

    /** Takes the owner's digit away if it has one. */
    @Operation
    public void delete(@Param(gen = ThreadIdGen.class) int thread, @Param(gen = IntGen.class, conf = "0:1") int owner) {
        stations.run(thread, cpu -> {
            while (true) {
                Errno errno = storage.delete(cpu, owners[owner], map, PROGRAM);
                if (errno == Errno.OK || errno == Errno.ENOENT) {
                    return ABSENT;
                }
                checkMayTryAgain(errno);
                cpu.relax();
            }
        });
    }

    private static void checkMayTryAgain(Errno errno) {
        switch (errno) {
            case EAGAIN, EEXIST, EDEADLK, ETIMEDOUT -> {}
            default -> throw new IllegalStateException("an answer that no race explains: " + errno);
        }
    }

    /** What the map does, for one thread. */
    public static final class Specification {
        private final int[] digits = new int[2];

        public int getOrCreate(int thread, int owner, int initial) {
            if (digits[owner] == ABSENT) {
                digits[owner] = initial;
            }
            return digits[owner];
        }

        public int lookup(int thread, int owner) {
            return digits[owner];
        }

        public void put(int thread, int owner, int digit) {
            digits[owner] = digit;
        }

        public boolean replace(int thread, int owner, int digit) {
            boolean had = digits[owner] != ABSENT;
            if (had) {
                digits[owner] = digit;
            }
            return had;
        }

        public boolean create(int thread, int owner, int digit) {
            boolean had = digits[owner] != ABSENT;
            if (!had) {
                digits[owner] = digit;
            }
            return !had;
        }

        public void delete(int thread, int owner) {
            digits[owner] = ABSENT;
        }
    }
}
