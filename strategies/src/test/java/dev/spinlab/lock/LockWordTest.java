package dev.spinlab.lock;

import static dev.spinlab.lock.LockWord.LOCKED;
import static dev.spinlab.lock.LockWord.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.lock.percpu.QueueNode;
import dev.spinlab.machine.Counters;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Items 1, 2, 3 and 4 of kernel-facts section 6. */
class LockWordTest {
    @AutoClose
    private final LockRig rig = new LockRig(5);

    private final ResilientQueuedSpinLock lock = LockRig.lock(LockProfile.CURRENT, "lock");

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0x00040000",
        "0, 1, 0x00050000",
        "0, 3, 0x00070000",
        "1, 0, 0x00080000",
        "4095, 3, 0x40030000",
        "16382, 3, 0xFFFF0000"
    })
    void tailHoldsTheCpuPlusOneAboveTheNodeIndex(int cpu, int index, String expected) {
        assertThat(LockWord.encodeTail(cpu, index))
                .isEqualTo((int) Long.decode(expected).longValue());
    }

    @Test
    void everyTailNamesTheNodeItWasMadeFrom() {
        for (int cpu = 0; cpu < 5; cpu++) {
            for (int index = 0; index < QueueNode.PER_CPU; index++) {
                int word = LockWord.encodeTail(cpu, index) | PENDING | LOCKED;
                assertThat(LockWord.tailNode(rig.cpu(0), word))
                        .isSameAs(rig.cpu(cpu).queueNode(index));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFreeLockIsTakenByOneAtomicInstructionAndReleasedByOne(LockProfile profile) {
        ResilientQueuedSpinLock free = LockRig.lock(profile, "free");
        Contender owner = rig.contender(0);
        Counters counters = owner.cpu().context().counters();
        owner.acquire(free);
        assertThat(free.word()).isEqualTo(1);
        assertThat(counters.atomics()).isEqualTo(1);
        assertThat(counters.lockAcquisitions()).isEqualTo(1);
        assertThat(counters.lockWaits()).isZero();
        LockRig.assertHolds(owner.cpu(), 1);
        owner.unlock(free);
        assertThat(counters.atomics()).isEqualTo(2);
        rig.assertAtRest(free);
    }

    @Test
    void secondContenderIsPendingWithoutNodeAndThirdQueues() {
        Contender second = rig.contender(1);
        Contender third = rig.contender(2);
        Contender fourth = rig.contender(3);
        rig.contender(0).acquire(lock);

        second.begin(lock);
        second.spin();
        assertThat(lock.word()).isEqualTo(0x0000_0101);
        assertThat(second.cpu().queueNode(0).inUse()).isZero();

        third.begin(lock);
        third.spin();
        assertThat(lock.word()).isEqualTo(0x000C_0101);
        assertThat(third.cpu().queueNode(0).inUse()).isEqualTo(1);

        fourth.begin(lock);
        fourth.spin();
        assertThat(lock.word()).isEqualTo(0x0010_0101);
    }

    @Test
    void unlockKeepsPendingAndTail() {
        Contender owner = rig.contender(0);
        Contender second = rig.contender(1);
        Contender third = rig.contender(2);
        owner.acquire(lock);
        second.begin(lock);
        second.spin();
        third.begin(lock);
        third.spin();
        int before = lock.word();
        owner.unlock(lock);
        assertThat(lock.word()).isEqualTo(before - LOCKED);
        assertThat(second.endAttempt()).isEqualTo(LockResult.ACQUIRED);
        assertThat(lock.word()).as("pending became locked").isEqualTo(before - PENDING);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 512})
    void aHandOverInProgressIsReReadSoManyTimesBeforeQueueing(int loops) {
        LockParameters kernel = LockRig.parameters(LockProfile.CURRENT);
        ResilientQueuedSpinLock patient = ResilientQueuedSpinLock.of(
                "patient",
                new LockParameters(
                        kernel.profile(),
                        kernel.pendingTimeoutNanos(),
                        kernel.headTimeoutNanos(),
                        kernel.testAndSetTimeoutNanos(),
                        kernel.checkIntervalNanos(),
                        1,
                        loops,
                        false));
        Contender owner = rig.contender(0);
        Contender second = rig.contender(1);
        Contender third = rig.contender(2);
        owner.acquire(patient);
        second.begin(patient);
        second.spin();
        owner.unlock(patient);
        assertThat(patient.word()).isEqualTo(PENDING);

        third.begin(patient);
        // One step before the first compare-and-swap, one per re-read.
        third.run(1 + loops);
        assertThat(third.cpu().queueNode(0).inUse()).isZero();
        third.run(1);
        assertThat(third.cpu().queueNode(0).inUse()).isEqualTo(1);
    }

    @Test
    void aHandOverThatEndsWhileReReadLeadsToPendingInsteadOfTheQueue() {
        Contender owner = rig.contender(0);
        Contender second = rig.contender(1);
        Contender third = rig.contender(2);
        owner.acquire(lock);
        second.begin(lock);
        second.spin();
        owner.unlock(lock);
        third.begin(lock);
        third.run(5);
        assertThat(lock.word()).isEqualTo(PENDING);
        second.end();
        third.spin();
        assertThat(lock.word()).isEqualTo(PENDING | LOCKED);
        assertThat(third.cpu().queueNode(0).inUse()).isZero();
    }

    @Test
    void defaultsAreTheKernels() {
        LockParameters kernel = LockParameters.current();
        assertThat(kernel.pendingTimeoutNanos()).isEqualTo(250_000_000);
        assertThat(kernel.headTimeoutNanos()).isEqualTo(500_000_000);
        assertThat(kernel.testAndSetTimeoutNanos()).isEqualTo(1_000_000_000);
        assertThat(kernel.checkIntervalNanos()).isEqualTo(1_000_000);
        assertThat(kernel.spinsPerClockRead()).isEqualTo(65_536);
        assertThat(kernel.pendingLoops()).isEqualTo(512);
        assertThat(LockParameters.v615()).isEqualTo(kernel.withProfile(LockProfile.V6_15));
    }
}
