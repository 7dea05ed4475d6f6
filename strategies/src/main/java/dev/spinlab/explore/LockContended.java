package dev.spinlab.explore;

import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One lock of the backend's kind, taken once on each of several CPUs. Nobody needs to be refused. */
final class LockContended extends Encounter {
    private final int cpus;

    LockContended(int cpus, int switches) {
        super("lock/" + cpus + "-cpus/" + switches, Column.OTHER_CPU, EnumSet.of(Way.CPU), new Bounds(0, switches));
        this.cpus = cpus;
    }

    @Override
    boolean needsThreads() {
        return true;
    }

    @Override
    int cpus() {
        return cpus;
    }

    @Override
    void prepare(World world, Cpu cpu) {}

    @Override
    void cast(World world, Stage stage) {
        for (int id = 0; id < cpus; id++) {
            stage.task(id, "task-" + id, world::lockAndUnlock);
        }
    }

    @Override
    void meet(World world, Cpu cpu, int number) {}

    @Override
    @Nullable
    String judge(World world) {
        return world.answers().equals(Set.of(Errno.OK)) ? null : "attempts answered " + world.answers();
    }
}
