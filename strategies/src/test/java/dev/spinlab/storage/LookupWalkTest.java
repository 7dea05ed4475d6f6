package dev.spinlab.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import org.junit.jupiter.api.Test;

/** A lookup's walk goes on step by step from where an interrupt is due: with the same result and the same steps. */
class LookupWalkTest {
    private static final int MAPS = 5;

    /** What a lookup of the element at the far end of the list did. */
    private record Walk(long stepsBefore, long steps, boolean found, boolean interrupted) {}

    /** Looks up, the hardware interrupt coming at step {@code interruptAt} after power-on. */
    private static Walk walk(long interruptAt) {
        try (OneCpu machine = new OneCpu(
                kernel -> new LocalStorage(kernel, Configs.counter()),
                ContextLevel.HARDIRQ,
                interruptAt,
                (cpu, level) -> {})) {
            LocalStorage storage = machine.storage();
            Cpu cpu = machine.cpu();
            Owner owner = storage.newOwner(OwnerKind.TASK);
            StorageMap first = storage.newMap();
            Element wanted = storage.getOrCreate(cpu, owner, first, CallerClass.PROGRAM, 1);
            for (int i = 1; i < MAPS; i++) {
                storage.getOrCreate(cpu, owner, storage.newMap(), CallerClass.PROGRAM, 1);
            }
            long before = cpu.steps();
            boolean early = machine.handled();
            Element found = storage.lookup(cpu, owner, first, CallerClass.PROGRAM);
            return new Walk(
                    before, cpu.steps() - before, found != null && found == wanted, machine.handled() && !early);
        }
    }

    @Test
    void anInterruptAtAnyStepChangesNeitherResultNorSteps() {
        Walk undisturbed = walk(Long.MAX_VALUE / 2);
        assertThat(undisturbed.found()).isTrue();
        assertThat(undisturbed.interrupted()).isFalse();
        assertThat(undisturbed.steps()).as("a step for each element").isGreaterThan(MAPS);

        for (long step = 1; step <= undisturbed.steps(); step++) {
            Walk disturbed = walk(undisturbed.stepsBefore() + step);
            assertThat(disturbed.interrupted()).as("at step %d", step).isTrue();
            assertThat(disturbed.found()).as("at step %d", step).isTrue();
            assertThat(disturbed.steps()).as("interrupted at step %d", step).isEqualTo(undisturbed.steps());
        }
    }
}
