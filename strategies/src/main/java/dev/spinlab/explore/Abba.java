package dev.spinlab.explore;

import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.OwnerKind;
import dev.spinlab.storage.TracePoint;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/** Two CPUs, each working on its own owner; programs attached to where the lock is held work on the other's. */
final class Abba extends Encounter {
    private final Operation operation;

    Abba(Operation operation, int switches) {
        super(
                "abba/" + operation.id() + "/" + switches,
                Column.ABBA,
                EnumSet.of(Way.CPU, Way.CALL),
                new Bounds(2, switches));
        this.operation = operation;
    }

    @Override
    boolean needsThreads() {
        return true;
    }

    @Override
    int cpus() {
        return 2;
    }

    @Override
    boolean callsAt(TracePoint point) {
        return point == TracePoint.LOCKED;
    }

    @Override
    void prepare(World world, Cpu cpu) {
        // Two elements each, in two maps: the storage outlives a delete.
        world.newMap();
        world.newMap();
        for (int i = 0; i < 2; i++) {
            Owner owner = world.newOwner(OwnerKind.TASK);
            world.answered(
                    cpu, Operation.UPDATE.run(world, cpu, owner, world.maps().get(0)));
            world.answered(
                    cpu, Operation.UPDATE.run(world, cpu, owner, world.maps().get(1)));
        }
    }

    @Override
    void cast(World world, Stage stage) {
        for (int id = 0; id < 2; id++) {
            Owner own = world.owners().get(id);
            stage.task(id, "task-" + id, cpu -> world.answered(cpu, operation.run(world, cpu, own, world.map())));
        }
    }

    @Override
    void meet(World world, Cpu cpu, int number) {
        Owner others = world.owners().get(1 - cpu.id());
        world.answered(cpu, operation.run(world, cpu, others, world.map()));
    }

    @Override
    @Nullable
    String judge(World world) {
        EnumSet<Errno> allowed =
                EnumSet.of(Errno.OK, Errno.ENOENT, Errno.EAGAIN, Errno.EBUSY, Errno.EDEADLK, Errno.ETIMEDOUT);
        return allowed.containsAll(world.answers()) ? null : "operations answered " + world.answers();
    }
}
