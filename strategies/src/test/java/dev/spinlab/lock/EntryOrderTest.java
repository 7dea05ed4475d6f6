package dev.spinlab.lock;

import static dev.spinlab.lock.LockWord.LOCKED;
import static dev.spinlab.lock.LockWord.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.lock.percpu.HeldLocks;
import dev.spinlab.machine.ContextLevel;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Items 8, 9 and 10 of kernel-facts section 6: the order of the word and the table entry, seen by an NMI in between. */
class EntryOrderTest {
    @AutoClose
    private final LockRig rig = new LockRig(2);

    private final ResilientQueuedSpinLock current = LockRig.lock(LockProfile.CURRENT, "current");
    private final ResilientQueuedSpinLock v615 = LockRig.lock(LockProfile.V6_15, "v615");
    private final Contender task = rig.contender(0);
    private final HeldLocks table = task.cpu().heldLocks();

    private boolean listed(ResilientQueuedSpinLock lock) {
        return table.depth() > 0 && table.entryOpaque(table.depth() - 1) == lock;
    }

    /** An NMI on CPU 0 that takes {@code lock}: it must wait for 250 ms, and no longer. */
    private void assertNmiTimesOut(ResilientQueuedSpinLock lock) {
        Attempt attempt = new Attempt(lock);
        task.interrupt(ContextLevel.NMI, attempt);
        task.spin();
        rig.advanceMillis(250);
        task.spin();
        assertThat(attempt.ended()).isFalse();
        rig.schedule().advance(1);
        task.runUntil(attempt::ended);
        assertThat(attempt.result()).isEqualTo(LockResult.TIMED_OUT);
    }

    @Test
    void currentWritesTheEntryBeforeItTakesTheLock() {
        task.begin(current);
        task.runUntil(() -> listed(current));
        assertThat(current.word()).isZero();
        task.runUntil(() -> current.word() == LOCKED);
        assertThat(listed(current)).isTrue();
    }

    @Test
    void v615TakesTheLockBeforeItWritesTheEntry() {
        task.begin(v615);
        task.runUntil(() -> v615.word() == LOCKED);
        assertThat(table.depth()).isZero();
        task.end();
        assertThat(listed(v615)).isTrue();
    }

    @Test
    void currentReleasesTheLockThenClearsTheEntryThenDropsTheCount() {
        task.acquire(current);
        task.begin(current::unlock);
        task.runUntil(() -> current.word() == 0);
        assertThat(listed(current)).isTrue();
        task.runUntil(() -> !listed(current));
        assertThat(table.depth()).isEqualTo(1);
        task.runUntil(() -> table.depth() == 0);
        assertThat(task.cpu().preemptionDisabled()).isFalse();
    }

    @Test
    void v615ClearsTheEntryThenReleasesTheLockThenDropsTheCount() {
        task.acquire(v615);
        task.begin(v615::unlock);
        task.runUntil(() -> !listed(v615));
        assertThat(v615.word()).isEqualTo(LOCKED);
        task.runUntil(() -> v615.word() == 0);
        assertThat(table.depth()).isEqualTo(1);
        task.runUntil(() -> table.depth() == 0);
    }

    @Test
    void nmiBetweenTheCompareAndSwapAndTheEntryTimesOutIn615() {
        task.begin(v615);
        task.runUntil(() -> v615.word() == LOCKED);
        assertThat(table.depth()).isZero();
        assertNmiTimesOut(v615);
        assertThat(task.endAttempt()).isEqualTo(LockResult.ACQUIRED);
        task.unlock(v615);
        rig.assertAtRest(v615);
    }

    @Test
    void nmiBetweenClearingTheEntryAndTheReleaseTimesOutIn615() {
        task.acquire(v615);
        task.begin(v615::unlock);
        task.runUntil(() -> !listed(v615));
        assertNmiTimesOut(v615);
        task.end();
        rig.assertAtRest(v615);
    }

    @Test
    void nmiThatComesAsSoonAsTheLockIsTakenIsRefusedAtOnceInCurrent() {
        task.begin(current);
        task.runUntil(() -> current.word() == LOCKED);
        assertThat(task.attemptInNmi(current)).isEqualTo(LockResult.DEADLOCK);
        task.end();
        task.unlock(current);
        rig.assertAtRest(current);
    }

    @Test
    void nmiBetweenTheEntryAndTheCompareAndSwapGetsTheFreeLockInCurrent() {
        task.begin(current);
        task.runUntil(() -> listed(current));
        assertThat(task.attemptInNmi(current)).isEqualTo(LockResult.ACQUIRED);
        assertThat(task.endAttempt()).isEqualTo(LockResult.ACQUIRED);
        task.unlock(current);
        rig.assertAtRest(current);
    }

    @Test
    void nmiBetweenReleaseAndClearingGetsTheFreeLockInCurrent() {
        task.acquire(current);
        task.begin(current::unlock);
        task.runUntil(() -> current.word() == 0);
        assertThat(task.attemptInNmi(current)).isEqualTo(LockResult.ACQUIRED);
        task.end();
        rig.assertAtRest(current);
    }

    @Test
    void nmiBetweenReleaseAndClearingIsFalselyRefusedIfAnotherCpuHasTheLockInCurrent() {
        Contender other = rig.contender(1);
        task.acquire(current);
        task.begin(current::unlock);
        task.runUntil(() -> current.word() == 0);
        other.acquire(current);
        assertThat(task.attemptInNmi(current)).isEqualTo(LockResult.DEADLOCK);
        assertThat(current.word()).isEqualTo(LOCKED);
        task.end();
        other.unlock(current);
        rig.assertAtRest(current);
    }

    @Test
    void nmiThatHasBeenFalselyRefusedLeavesALockThatHasBecomeFreeSinceFree() {
        Contender other = rig.contender(1);
        task.acquire(current);
        task.begin(current::unlock);
        task.runUntil(() -> current.word() == 0);
        other.acquire(current);
        Attempt attempt = new Attempt(current);
        task.interrupt(ContextLevel.NMI, attempt);
        task.runUntil(() -> current.word() == (PENDING | LOCKED));
        other.unlock(current);
        assertThat(current.word()).isEqualTo(PENDING);
        task.runUntil(attempt::ended);
        assertThat(attempt.result()).isEqualTo(LockResult.DEADLOCK);
        assertThat(current.word()).isZero();
        task.end();
        rig.assertAtRest(current);
    }
}
