package dev.spinlab.explore;

import dev.spinlab.machine.Cpu;
import dev.spinlab.storage.CallerClass;
import dev.spinlab.storage.Element;
import dev.spinlab.storage.OwnerKind;
import dev.spinlab.storage.StorageMap;
import java.util.EnumSet;

/** A Tasks Trace reader finds an element, sleeps, and reads it, while the element is deleted or replaced. */
final class SleepingReader extends Encounter {
    /** Many grace periods of regular RCU, which are as short as ticks here. */
    private static final long SLEEP_NANOS = 20_000_000;

    private final Operation second;
    private final Way way;
    private final int turnsBefore;

    /**
     * Creates one.
     *
     * @param turnsBefore how far the freeing of an element deleted earlier has got when the reader begins, in turns of the
     *     worker; 0 for no such element
     */
    SleepingReader(Operation second, Way way, int turnsBefore) {
        super(
                "sleeping-reader+" + second.id() + "/" + way.id() + "/" + turnsBefore,
                Column.SLEEPING_READER,
                EnumSet.of(way),
                new Bounds(1, 0));
        this.second = second;
        this.way = way;
        this.turnsBefore = turnsBefore;
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

    /** An element deleted earlier is on its way: the batch that it armed is in flight. */
    private void arm(World world) {
        world.asJanitor(cpu -> {
            StorageMap earlier = world.newMap();
            Operation.UPDATE.run(world, cpu, world.owner(), earlier);
            Operation.DELETE.run(world, cpu, world.owner(), earlier);
        });
        Cpu cpu = world.machine().cpu(0);
        for (int i = 1; i < turnsBefore; i++) {
            world.schedule().turnOf(cpu).run();
        }
    }

    @Override
    void cast(World world, Stage stage) {
        // Whoever comes while the reader looks for the element is another encounter's business.
        world.setWindow(false);
        if (turnsBefore > 0) {
            arm(world);
        }
        stage.task(0, "reader", cpu -> read(world, cpu));
        if (way == Way.TASK) {
            stage.task(0, "second", cpu -> meet(world, cpu, 0));
        }
    }

    private static void read(World world, Cpu cpu) {
        world.kernel().tasksTrace().readLock(cpu);
        Element found = world.storage().lookup(cpu, world.owner(), world.map(), CallerClass.PROGRAM);
        if (found != null) {
            world.setWindow(true);
            cpu.step();
            cpu.current().sleep(SLEEP_NANOS);
            world.setWindow(false);
            found.value(cpu);
        }
        world.kernel().tasksTrace().readUnlock(cpu);
    }

    @Override
    void meet(World world, Cpu cpu, int number) {
        if (world.windowOpen()) {
            world.answered(cpu, second.run(world, cpu, world.owner(), world.map()));
        }
    }
}
