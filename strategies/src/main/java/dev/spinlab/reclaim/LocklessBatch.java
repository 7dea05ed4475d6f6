package dev.spinlab.reclaim;

import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.list.LocklessList;
import dev.spinlab.list.LocklessNode;
import dev.spinlab.machine.Cpu;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** A batch fed through a {@link LocklessList}. */
final class LocklessBatch extends Batch {
    private static final VarHandle ARMED = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "armed", VarHandle.class, LocklessBatch.class, boolean.class);

    private final LocklessList list = new LocklessList();
    private @Nullable LocklessNode collected;

    @SuppressWarnings("UnusedVariable") // through ARMED
    private boolean armed;

    LocklessBatch(ModelKernel kernel) {
        super(kernel);
    }

    @Override
    void add(Cpu cpu, Reclaimable object) {
        // Only the first one on an empty list has to see to it that somebody comes.
        if (list.push(cpu, object)) {
            arm(cpu);
        }
    }

    private void arm(Cpu cpu) {
        cpu.step();
        cpu.countAtomic();
        if (ARMED.compareAndSet(this, false, true)) {
            startCollection(cpu);
        }
    }

    @Override
    boolean collect(Cpu cpu) {
        // Newest first, as taken: nobody minds the order, and a chain that leads from old to new would have a
        // generational
        // collector keep the new for the sake of the dead.
        collected = list.takeAll(cpu);
        return collected != null;
    }

    @Override
    void freeCollected(Cpu cpu) {
        LocklessNode rest = collected;
        collected = null;
        while (rest != null) {
            Reclaimable object = (Reclaimable) rest;
            rest = rest.nextInChain();
            object.free(cpu);
        }
    }

    @Override
    void rest(Cpu cpu) {
        cpu.step();
        ARMED.setVolatile(this, false);
        cpu.step();
        if (!list.isEmpty()) {
            arm(cpu);
        }
    }
}
