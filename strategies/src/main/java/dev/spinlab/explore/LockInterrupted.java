package dev.spinlab.explore;

import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.storage.OwnerKind;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/** An NMI, wherever it comes, wants the storage lock that an update of the same owner takes: by the storage's own means. */
final class LockInterrupted extends Encounter {
    LockInterrupted() {
        super("aa/nmi", Column.AA, EnumSet.of(Way.NMI), new Bounds(1, 0));
    }

    @Override
    boolean needsThreads() {
        return false;
    }

    @Override
    int cpus() {
        return 1;
    }

    @Override
    void prepare(World world, Cpu cpu) {
        world.newOwner(OwnerKind.TASK);
        world.newMap();
        world.newMap();
        world.answered(cpu, Operation.UPDATE.run(world, cpu, world.owner(), world.map()));
    }

    @Override
    void cast(World world, Stage stage) {
        stage.task(
                0, "first", cpu -> world.answered(cpu, Operation.UPDATE.run(world, cpu, world.owner(), world.map())));
    }

    @Override
    void meet(World world, Cpu cpu, int number) {
        world.answered(
                cpu,
                Operation.GET_OR_CREATE.run(
                        world, cpu, world.owner(), world.maps().get(1)));
    }

    @Override
    @Nullable
    String judge(World world) {
        EnumSet<Errno> allowed = EnumSet.of(Errno.OK, Errno.EBUSY, Errno.EDEADLK);
        return allowed.containsAll(world.answers()) ? null : "operations answered " + world.answers();
    }
}
