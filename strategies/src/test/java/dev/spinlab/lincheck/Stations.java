package dev.spinlab.lincheck;

import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.Task;
import java.util.Arrays;
import java.util.function.ToIntFunction;

/**
 * A CPU for each of Lincheck's threads. No workers and no interrupts: the model checker must know every thread there is.
 *
 * <p>A thread's task takes its CPU for each operation anew, since Lincheck's threads come and go between operations.
 */
final class Stations {
    /** How many threads the parallel part of a scenario may have. */
    static final int MOST_THREADS = 3;

    /** As Lincheck numbers them: 0 is what runs before the parallel part, then its threads, then what runs after it. */
    private static final int NUMBERED_THREADS = 1 + MOST_THREADS + 1;

    private final Task[] tasks = new Task[NUMBERED_THREADS];

    /** Takes up {@code machine}, which has been started. */
    Stations(Machine machine) {
        Arrays.setAll(tasks, id -> machine.newTask(id, "thread " + id));
    }

    /** Returns a machine with a CPU for each thread, not started. */
    static Machine machine() {
        return Machine.builder().cpus(NUMBERED_THREADS).build();
    }

    /** Returns the stations of a machine on which nothing else is installed. */
    static Stations ofBareMachine() {
        Machine machine = machine();
        machine.start();
        return new Stations(machine);
    }

    /** Runs {@code operation} on the CPU of {@code thread}. */
    int run(int thread, ToIntFunction<Cpu> operation) {
        Task task = tasks[thread];
        task.enter();
        try {
            return operation.applyAsInt(task.cpu());
        } finally {
            task.leave();
        }
    }
}
