package dev.spinlab.storage;

import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.InterruptHandler;
import dev.spinlab.machine.InterruptSource;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.Task;
import dev.spinlab.rcu.RcuParameters;
import java.util.function.Function;

/**
 * A machine with one CPU whose only task is the calling thread: every run takes the same steps, so a handler can be put at
 * each of them. The workers are started by {@link #settle}, after the steps that matter.
 */
public final class OneCpu implements AutoCloseable {
    private final ModelKernel kernel;
    private final LocalStorage storage;
    private final Task task;
    private boolean handled;
    private boolean settled;

    /** Returns one without interrupts. */
    public static OneCpu quiet(Function<ModelKernel, LocalStorage> open) {
        return new OneCpu(open);
    }

    private OneCpu(Function<ModelKernel, LocalStorage> open) {
        this(open, ContextLevel.HARDIRQ, InterruptSource.NEVER, (cpu, level) -> {});
    }

    /** Creates one on which {@code handler} runs once, at the {@code step}-th step after power-on. */
    public OneCpu(Function<ModelKernel, LocalStorage> open, ContextLevel level, long step, InterruptHandler handler) {
        Machine machine = Machine.builder().build();
        kernel = ModelKernel.on(machine, RcuParameters.shortest());
        storage = open.apply(kernel);
        boolean[] drawn = new boolean[1];
        InterruptSource once = (cpu, asked) -> {
            if (asked != level || drawn[0]) {
                return InterruptSource.NEVER;
            }
            drawn[0] = true;
            return step;
        };
        machine.setInterrupts(once, (cpu, at) -> {
            handled = true;
            handler.handle(cpu, at);
        });
        machine.start();
        task = machine.newTask(0, "test");
        task.enter();
    }

    public Cpu cpu() {
        return task.cpu();
    }

    public LocalStorage storage() {
        return storage;
    }

    public ModelKernel kernel() {
        return kernel;
    }

    /** Returns whether the handler has begun to run. */
    public boolean handled() {
        return handled;
    }

    /** Starts the workers, has everything freed that ever will be, and asks the detectors. */
    public Audit settle() {
        if (!settled) {
            settled = true;
            kernel.work().start();
        }
        storage.quiesce(cpu());
        return storage.audit(cpu());
    }

    @Override
    public void close() {
        task.leave();
        if (settled) {
            kernel.shutdown();
        }
    }
}
