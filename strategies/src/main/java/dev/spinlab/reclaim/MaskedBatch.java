package dev.spinlab.reclaim;

import static dev.spinlab.reclaim.FreeLinks.TO_FREE;

import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.list.PaddedHead;
import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.ContextViolation;
import dev.spinlab.machine.Cpu;
import org.jspecify.annotations.Nullable;

/** A batch fed through a plain list that is touched only with interrupts masked. */
final class MaskedBatch extends Batch {
    private final PaddedHead<Reclaimable> list = new PaddedHead<>();
    private @Nullable Reclaimable collected;
    private final boolean nmiAdmitted;
    private boolean armed;

    /** Creates an empty one; {@code nmiAdmitted} leaves out the check, and with it the protection. */
    MaskedBatch(ModelKernel kernel, boolean nmiAdmitted) {
        super(kernel);
        this.nmiAdmitted = nmiAdmitted;
    }

    @Override
    void add(Cpu cpu, Reclaimable object) {
        if (!nmiAdmitted && cpu.context().level() == ContextLevel.NMI) {
            throw new ContextViolation("masking interrupts does not keep an NMI out: nothing can be retired in one");
        }
        cpu.irqSave();
        TO_FREE.add(cpu, list, object);
        arm(cpu);
        cpu.irqRestore();
    }

    private void arm(Cpu cpu) {
        if (!armed) {
            armed = true;
            startCollection(cpu);
        }
    }

    @Override
    boolean collect(Cpu cpu) {
        cpu.irqSave();
        collected = TO_FREE.takeAll(cpu, list);
        cpu.irqRestore();
        return collected != null;
    }

    @Override
    void freeCollected(Cpu cpu) {
        Reclaimable rest = collected;
        collected = null;
        while (rest != null) {
            Reclaimable object = rest;
            rest = TO_FREE.nextAcquire(object);
            object.free(cpu);
        }
    }

    @Override
    void rest(Cpu cpu) {
        cpu.irqSave();
        armed = false;
        if (!TO_FREE.isEmpty(list)) {
            arm(cpu);
        }
        cpu.irqRestore();
    }
}
