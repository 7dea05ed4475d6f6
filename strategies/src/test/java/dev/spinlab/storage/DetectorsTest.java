package dev.spinlab.storage;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.reclaim.PerElementReclaimer;
import dev.spinlab.reclaim.Reclaimable;
import dev.spinlab.reclaim.Reclaimer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Each detector fires on a backend that is broken in its way, and only that one does. */
class DetectorsTest {
    private static final CallerClass PROGRAM = CallerClass.PROGRAM;

    @Test
    void aRightReclaimerSetsNoneOff() {
        assertThat(afterSixElements(PerElementReclaimer::new, machine -> {})).isEqualTo(new Audit(0, 0, 0, 0));
    }

    @Test
    void aReclaimerThatDropsEveryThirdObjectIsCaughtLosing() {
        int[] seen = new int[1];
        Audit audit = afterSixElements(
                kernel -> new Wrapped(kernel) {
                    @Override
                    public void retire(Cpu cpu, Reclaimable object, boolean reuseNow) {
                        if (++seen[0] % 3 != 0) {
                            right.retire(cpu, object, reuseNow);
                        }
                    }
                },
                machine -> {});
        // Six elements, each with its storage: every third of twelve.
        assertThat(audit).isEqualTo(new Audit(4, 0, 0, 0));
    }

    @Test
    void aReclaimerThatFreesTwiceIsCaught() {
        Audit audit = afterSixElements(
                kernel -> new Wrapped(kernel) {
                    @Override
                    public void retire(Cpu cpu, Reclaimable object, boolean reuseNow) {
                        object.free(cpu);
                        object.free(cpu);
                    }
                },
                machine -> {});
        assertThat(audit).isEqualTo(new Audit(0, 0, 12, 0));
    }

    @Test
    void aReclaimerThatDoesNotWaitForReadersIsCaughtByAReader() {
        Reclaimer.Factory hasty = kernel -> new Wrapped(kernel) {
            @Override
            public void retire(Cpu cpu, Reclaimable object, boolean reuseNow) {
                object.free(cpu);
            }
        };
        assertThat(afterSixElements(hasty, DetectorsTest::readWhatWasDeleted)).isEqualTo(new Audit(0, 0, 0, 1));
        assertThat(afterSixElements(PerElementReclaimer::new, DetectorsTest::readWhatWasDeleted))
                .isEqualTo(new Audit(0, 0, 0, 0));
    }

    private static void readWhatWasDeleted(OneCpu machine) {
        LocalStorage storage = machine.storage();
        Cpu cpu = machine.cpu();
        Owner owner = storage.newOwner(OwnerKind.TASK);
        StorageMap map = storage.newMap();
        machine.kernel().rcu().readLock(cpu);
        Element element = requireNonNull(storage.getOrCreate(cpu, owner, map, PROGRAM, 5));
        assertThat(storage.delete(cpu, owner, map, PROGRAM)).isEqualTo(Errno.OK);
        element.value(cpu);
        machine.kernel().rcu().readUnlock(cpu);
    }

    @Test
    void anElementThatIsNeitherLinkedNorRetiredIsALeak() {
        try (OneCpu machine = OneCpu.quiet(kernel -> new LocalStorage(kernel, Configs.resilient()))) {
            LocalStorage storage = machine.storage();
            StorageMap map = storage.newMap();
            new Element(machine.cpu(), storage.elementLedger(), map, 1);
            assertThat(machine.settle()).isEqualTo(new Audit(0, 1, 0, 0));
        }
    }

    @Test
    void whatIsStillLinkedIsNoLeak() {
        try (OneCpu machine = OneCpu.quiet(kernel -> new LocalStorage(kernel, Configs.resilient()))) {
            LocalStorage storage = machine.storage();
            Owner owner = storage.newOwner(OwnerKind.TASK);
            requireNonNull(storage.getOrCreate(machine.cpu(), owner, storage.newMap(), PROGRAM, 1));
            requireNonNull(storage.getOrCreate(machine.cpu(), owner, storage.newMap(), PROGRAM, 1));
            assertThat(machine.settle()).isEqualTo(new Audit(0, 0, 0, 0));
        }
    }

    @Test
    void aFreedElementReadsAsPoison() {
        try (OneCpu machine = OneCpu.quiet(kernel -> new LocalStorage(kernel, Configs.resilient()))) {
            LocalStorage storage = machine.storage();
            Owner owner = storage.newOwner(OwnerKind.TASK);
            StorageMap map = storage.newMap();
            Element element = requireNonNull(storage.getOrCreate(machine.cpu(), owner, map, PROGRAM, 1));
            storage.delete(machine.cpu(), owner, map, PROGRAM);
            machine.settle();
            assertThat(element.value(machine.cpu())).isEqualTo(Element.POISON);
            assertThat(machine.settle().usedAfterFree()).isEqualTo(1);
        }
    }

    private static Audit afterSixElements(Reclaimer.Factory reclaimer, Consumer<OneCpu> then) {
        try (OneCpu machine = OneCpu.quiet(kernel -> new LocalStorage(kernel, Configs.resilient(reclaimer)))) {
            LocalStorage storage = machine.storage();
            Owner owner = storage.newOwner(OwnerKind.TASK);
            StorageMap map = storage.newMap();
            for (int i = 0; i < 6; i++) {
                requireNonNull(storage.getOrCreate(machine.cpu(), owner, map, PROGRAM, i));
                assertThat(storage.delete(machine.cpu(), owner, map, PROGRAM)).isEqualTo(Errno.OK);
            }
            then.accept(machine);
            return machine.settle();
        }
    }

    /** A reclaimer to be broken in one place. */
    private abstract static class Wrapped implements Reclaimer {
        final Reclaimer right;

        Wrapped(ModelKernel kernel) {
            right = new PerElementReclaimer(kernel);
        }

        @Override
        public void quiesce(Cpu cpu) {
            right.quiesce(cpu);
        }
    }
}
