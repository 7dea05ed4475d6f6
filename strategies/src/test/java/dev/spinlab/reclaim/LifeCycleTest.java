package dev.spinlab.reclaim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.InterruptSource;
import dev.spinlab.machine.Machine;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The life of a reclaimable object and the book-keeping of its steps. */
class LifeCycleTest {
    private final Machine machine = Machine.builder().cpus(2).build();
    private final Ledger ledger = new Ledger(machine);
    private final Cpu cpu;
    private final Probe probe;

    LifeCycleTest() {
        machine.setInterrupts(InterruptSource.none(), (on, level) -> new Probe(on, ledger).retire(on));
        machine.start();
        machine.newTask(0, "test").enter();
        cpu = machine.cpu(0);
        probe = new Probe(cpu, ledger);
    }

    private void assertCounts(long retired, long freed, long doubleFreed, long usedAfterFree) {
        assertThat(new long[] {ledger.retired(), ledger.freed(), ledger.doubleFreed(), ledger.usedAfterFree()})
                .as("retired, freed, double freed, used after free")
                .containsExactly(retired, freed, doubleFreed, usedAfterFree);
    }

    @Test
    void aNewObjectIsLiveAndCounted() {
        assertThat(probe.isFreed()).isFalse();
        assertThat(ledger.allocated()).isEqualTo(1);
        probe.checkUsable(cpu);
        assertCounts(0, 0, 0, 0);
    }

    @Test
    void retiringMakesABacklogThatFreeingClears() {
        assertThat(probe.retire(cpu)).isTrue();
        assertThat(ledger.backlog()).isEqualTo(1);
        probe.free(cpu);
        assertThat(ledger.backlog()).isZero();
        assertThat(probe.isFreed()).isTrue();
        assertThat(probe.poisoned).isEqualTo(1);
        assertCounts(1, 1, 0, 0);
    }

    @Test
    void aRetiredObjectMayStillBeUsed() {
        probe.retire(cpu);
        probe.checkUsable(cpu);
        assertCounts(1, 0, 0, 0);
    }

    @Test
    void retiringTwiceIsADoubleFree() {
        probe.retire(cpu);
        assertThat(probe.retire(cpu)).isFalse();
        assertCounts(1, 0, 1, 0);
    }

    @Test
    void freeingTwiceIsADoubleFreeAndPoisonsOnce() {
        probe.retire(cpu);
        probe.free(cpu);
        probe.free(cpu);
        assertThat(probe.poisoned).isEqualTo(1);
        assertCounts(1, 1, 1, 0);
    }

    @Test
    void retiringWhatIsFreedIsADoubleFree() {
        probe.retire(cpu);
        probe.free(cpu);
        assertThat(probe.retire(cpu)).isFalse();
        assertCounts(1, 1, 1, 0);
    }

    @Test
    void aCondemnedObjectIsFreedOnceAndCondemnedOnce() {
        probe.retire(cpu);
        assertThat(probe.condemn(cpu)).isTrue();
        assertThat(probe.condemn(cpu)).isFalse();
        assertThat(probe.isFreed()).isFalse();
        probe.free(cpu);
        assertThat(probe.condemn(cpu)).isFalse();
        assertCounts(1, 1, 2, 0);
    }

    @Test
    void anUnpublishedObjectIsFreedAtOnceAndNeverWasBacklog() {
        probe.freeUnpublished(cpu);
        assertThat(probe.isFreed()).isTrue();
        assertThat(probe.poisoned).isEqualTo(1);
        assertThat(ledger.unpublished()).isEqualTo(1);
        assertThat(ledger.backlog()).isZero();
        assertCounts(0, 0, 0, 0);
    }

    @Test
    void aRetiredObjectCannotBeFreedAsUnpublished() {
        probe.retire(cpu);
        probe.freeUnpublished(cpu);
        assertThat(ledger.unpublished()).isZero();
        assertCounts(1, 0, 1, 0);
    }

    @Test
    void everyUseAfterFreeIsCounted() {
        probe.retire(cpu);
        probe.free(cpu);
        probe.checkUsable(cpu);
        probe.checkUsable(cpu);
        assertCounts(1, 1, 0, 2);
    }

    @Test
    void sumsAreOverAllCpusAndLevels() {
        machine.newTask(1, "other").enter();
        Cpu other = machine.cpu(1);
        probe.retire(cpu);
        new Probe(other, ledger).retire(other);
        cpu.raise(ContextLevel.NMI);
        other.raise(ContextLevel.HARDIRQ);
        assertThat(ledger.allocated()).isEqualTo(4);
        assertThat(ledger.retired()).isEqualTo(4);
        assertThat(ledger.backlog()).isEqualTo(4);
    }

    @Test
    void noTwoObjectsHaveTheSameNumberWhereverTheyWereMade() {
        machine.newTask(1, "other").enter();
        Cpu other = machine.cpu(1);
        Set<Long> serials = new HashSet<>();
        serials.add(probe.serial());
        for (int i = 0; i < 10; i++) {
            serials.add(new Probe(cpu, ledger).serial());
            serials.add(new Probe(other, ledger).serial());
        }
        assertThat(serials).hasSize(21);
    }

    @Test
    void samplesGiveThePeakAndTheMeanOfTheLooks() {
        assertThat(ledger.samples()).isEqualTo(new Backlog(0, 0, 0));
        Probe second = new Probe(cpu, ledger);
        probe.retire(cpu);
        ledger.sampleBacklog(cpu);
        second.retire(cpu);
        ledger.tick(cpu);
        probe.free(cpu);
        second.free(cpu);
        ledger.sampleBacklog(cpu);
        assertThat(ledger.samples()).isEqualTo(new Backlog(2, 1.0, 3));
    }

    @Test
    void resetSamplesForgetsTheLooksButNotTheCounts() {
        probe.retire(cpu);
        ledger.sampleBacklog(cpu);
        ledger.resetSamples();
        assertThat(ledger.samples()).isEqualTo(new Backlog(0, 0, 0));
        assertThat(ledger.backlog()).isEqualTo(1);
        ledger.sampleBacklog(cpu);
        assertThat(ledger.samples()).isEqualTo(new Backlog(1, 1.0, 1));
    }
}
