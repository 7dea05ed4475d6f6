package dev.spinlab.explore;

import dev.spinlab.machine.Cpu;
import dev.spinlab.storage.CallerClass;
import dev.spinlab.storage.Element;
import dev.spinlab.storage.OwnerKind;
import java.util.EnumSet;

/** A Tasks Trace reader finds an element, sleeps, and reads it, while the element is deleted or replaced. */
final class SleepingReader extends Encounter {
    /** Many grace periods of regular RCU, which are as short as ticks here. */
    private static final long SLEEP_NANOS = 20_000_000;

    private final Operation second;
    private final Way way;

    SleepingReader(Operation second, Way way) {
        super(
                "sleeping-reader+" + second.id() + "/" + way.id(),
                Column.SLEEPING_READER,
                EnumSet.of(way),
                new Bounds(1, 0));
        this.second = second;
        this.way = way;
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
        world.answered(cpu, Operation.UPDATE.run(world, cpu, world.owner(), world.map()));
    }

    @Override
    void cast(World world, Stage stage) {
        stage.task(0, "reader", cpu -> read(world, cpu));
        if (way == Way.TASK) {
            stage.task(0, "second", cpu -> meet(world, cpu, 0));
        }
    }

    private static void read(World world, Cpu cpu) {
        world.kernel().tasksTrace().readLock(cpu);
        Element found = world.storage().lookup(cpu, world.owner(), world.map(), CallerClass.PROGRAM);
        if (found != null) {
            cpu.step();
            cpu.current().sleep(SLEEP_NANOS);
            found.value(cpu);
        }
        world.kernel().tasksTrace().readUnlock(cpu);
    }

    @Override
    void meet(World world, Cpu cpu, int number) {
        world.answered(cpu, second.run(world, cpu, world.owner(), world.map()));
    }
}
