package dev.spinlab.explore;

import dev.spinlab.machine.Cpu;
import dev.spinlab.storage.OwnerKind;
import dev.spinlab.storage.TracePoint;
import java.util.EnumSet;

/** The holder of a storage's lock stands still for two seconds, as under a long firmware interrupt, while another CPU waits. */
final class StuckOwner extends Encounter {
    private static final long STUCK_NANOS = 2_000_000_000L;

    private final Operation operation;

    StuckOwner(Operation operation, int switches) {
        super(
                "stuck-owner/" + operation.id() + "/" + switches,
                Column.STUCK_OWNER,
                EnumSet.of(Way.CPU, Way.CALL),
                new Bounds(1, switches));
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
        world.newOwner(OwnerKind.TASK);
        world.newMap();
        world.newMap();
        world.answered(cpu, Operation.UPDATE.run(world, cpu, world.owner(), world.map()));
        world.answered(
                cpu,
                Operation.UPDATE.run(world, cpu, world.owner(), world.maps().get(1)));
    }

    @Override
    void cast(World world, Stage stage) {
        for (int id = 0; id < 2; id++) {
            stage.task(
                    id,
                    "task-" + id,
                    cpu -> world.answered(cpu, operation.run(world, cpu, world.owner(), world.map())));
        }
    }

    @Override
    void meet(World world, Cpu cpu, int number) {
        long until = cpu.nanoTime() + STUCK_NANOS;
        // Bounded by time, which passes while all spin.
        while (cpu.nanoTime() < until) {
            cpu.relax();
        }
    }
}
