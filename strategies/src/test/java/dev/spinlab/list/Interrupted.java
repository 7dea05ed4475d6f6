package dev.spinlab.list;

import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.InterruptSource;
import dev.spinlab.machine.Machine;
import java.util.function.Consumer;

/** Does something on a CPU of its own and has one handler come at a step of it. */
final class Interrupted {
    private Interrupted() {}

    /** Returns a CPU without interrupts, held by the calling thread: its steps are not those of the operation under test. */
    static Cpu quietCpu() {
        Machine machine = Machine.builder().build();
        machine.start();
        machine.newTask(0, "quiet").enter();
        return machine.cpu(0);
    }

    /**
     * Does {@code operation}, with {@code handler} in front of what its {@code step}-th step announces.
     *
     * @return whether the operation has such a step
     */
    static boolean run(ContextLevel level, long step, Consumer<Cpu> handler, Consumer<Cpu> operation) {
        boolean[] drawn = new boolean[1];
        boolean[] handled = new boolean[1];
        Machine machine = Machine.builder().build();
        InterruptSource once = (cpu, asked) -> {
            if (asked != level || drawn[0]) {
                return InterruptSource.NEVER;
            }
            drawn[0] = true;
            return step;
        };
        machine.setInterrupts(once, (cpu, at) -> {
            handled[0] = true;
            handler.accept(cpu);
        });
        machine.start();
        machine.newTask(0, "test").enter();
        operation.accept(machine.cpu(0));
        return handled[0];
    }
}
