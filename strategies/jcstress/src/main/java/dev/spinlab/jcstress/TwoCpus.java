package dev.spinlab.jcstress;

import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.Task;

/**
 * A CPU for each of two actors, used by all instances of a test. Their tasks entered once and stay: entering and leaving
 * pass through a monitor, whose orderings would hide what is tested.
 */
final class TwoCpus {
    static final Cpu FIRST;
    static final Cpu SECOND;

    static {
        Machine machine = Machine.builder().cpus(2).build();
        machine.start();
        FIRST = enter(machine, 0);
        SECOND = enter(machine, 1);
    }

    private TwoCpus() {}

    /** Returns CPU {@code id} of {@code machine}, held by a task from now on. */
    static Cpu enter(Machine machine, int id) {
        Task task = machine.newTask(id, "actor " + id);
        task.enter();
        return task.cpu();
    }
}
