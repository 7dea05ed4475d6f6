package dev.spinlab.explore;

import dev.spinlab.machine.Cpu;
import dev.spinlab.storage.CallerClass;
import dev.spinlab.storage.Element;
import dev.spinlab.storage.OwnerKind;
import java.util.EnumSet;

/** A reader of regular RCU keeps an element for several ticks of the timer, while it is deleted or replaced. */
final class TickedReader extends Encounter {
    /** More than a deleted element needs to get through both domains if nobody stands in its way. */
    private static final int TICKS = 24;

    private final Operation second;
    private final Way way;

    TickedReader(Operation second, Way way) {
        super("ticked-reader+" + second.id() + "/" + way.id(), column(way), EnumSet.of(way), new Bounds(1, 0));
        this.second = second;
        this.way = way;
    }

    private static Column column(Way way) {
        return way == Way.TASK ? Column.OTHER_TASK : Column.HARDIRQ_SAME;
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
            stage.task(0, "second", cpu -> {
                meet(world, cpu, 0);
                tick(cpu);
            });
        }
    }

    private static void read(World world, Cpu cpu) {
        world.kernel().rcu().readLock(cpu);
        Element found = world.storage().lookup(cpu, world.owner(), world.map(), CallerClass.PROGRAM);
        tick(cpu);
        if (found != null) {
            found.value(cpu);
        }
        world.kernel().rcu().readUnlock(cpu);
    }

    /** The timer's interrupt, again and again, and what hangs on it. */
    private static void tick(Cpu cpu) {
        for (int i = 0; i < TICKS; i++) {
            cpu.timerInterrupt();
            cpu.step();
        }
    }

    @Override
    void meet(World world, Cpu cpu, int number) {
        world.answered(cpu, second.run(world, cpu, world.owner(), world.map()));
    }
}
