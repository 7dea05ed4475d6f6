package dev.spinlab.machine;

import dev.spinlab.simulation.ManualSchedule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One CPU on a manual schedule, with a log of what happened on it. */
final class OneCpuRig implements AutoCloseable {
    private static final InterruptHandler NOTHING = (cpu, level) -> {};

    final ManualSchedule schedule = new ManualSchedule();
    final List<String> log = new ArrayList<>();
    final Machine machine;
    final Cpu cpu;
    private final InterruptHandler[] handlers = {NOTHING, NOTHING, NOTHING, NOTHING};

    OneCpuRig(Subsystem... subsystems) {
        machine = Machine.builder().schedule(schedule).build();
        machine.setInterrupts(InterruptSource.none(), (mine, level) -> handlers[level.rank()].handle(mine, level));
        for (Subsystem subsystem : subsystems) {
            machine.install(subsystem);
        }
        machine.start();
        cpu = machine.cpu(0);
    }

    /** Sets what an interrupt of {@code level} does. */
    void on(ContextLevel level, Consumer<Cpu> handler) {
        handlers[level.rank()] = (mine, actual) -> handler.accept(mine);
    }

    void log(String what) {
        log.add(what);
    }

    /** Creates a task that has not begun. */
    Task spawn(String name, Consumer<Cpu> body) {
        return schedule.spawn(0, name, body);
    }

    /** Runs {@code body} as a task from its entry to its end. */
    void run(Consumer<Cpu> body) {
        schedule.finish(spawn("task", body));
    }

    @Override
    public void close() {
        schedule.close();
    }
}
