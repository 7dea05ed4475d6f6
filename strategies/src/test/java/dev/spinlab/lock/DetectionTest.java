package dev.spinlab.lock;

import static dev.spinlab.lock.LockWord.LOCKED;
import static dev.spinlab.lock.LockWord.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Items 11 to 15 of kernel-facts section 6, scenarios S19 and S20: recursion and cycles. */
class DetectionTest {
    @AutoClose
    private final LockRig rig = new LockRig(5);

    private final Contender left = rig.contender(0);
    private final Contender right = rig.contender(1);

    private static void beginAndSpin(Contender contender, SpinLock lock) {
        contender.begin(lock);
        contender.spin();
    }

    @Test
    void recursionIsFoundAtTheFirstCheckBeforeAnyTimeHasPassed() {
        ResilientQueuedSpinLock lock = LockRig.lock(LockProfile.CURRENT, "lock");
        left.acquire(lock);
        left.begin(lock);
        left.run(6);
        assertThat(left.busy()).as("ended by itself within a few steps").isFalse();
        assertThat(left.result()).isEqualTo(LockResult.DEADLOCK);
        assertThat(lock.word()).isEqualTo(LOCKED);
        LockRig.assertHolds(left.cpu(), 1);
        left.unlock(lock);
        rig.assertAtRest(lock);
    }

    @Test
    void recursionIsFoundWithoutQueueingIfTheLockIsContended() {
        ResilientQueuedSpinLock lock = LockRig.lock(LockProfile.CURRENT, "lock");
        left.acquire(lock);
        beginAndSpin(right, lock);
        long atomics = left.cpu().context().counters().atomics();
        assertThat(left.lock(lock)).isEqualTo(LockResult.DEADLOCK);
        assertThat(left.cpu().context().counters().atomics() - atomics)
                .as("the fast path only")
                .isEqualTo(1);
        assertThat(lock.word()).isEqualTo(PENDING | LOCKED);
        LockRig.assertHolds(left.cpu(), 1);
    }

    @Test
    void recursionIsFoundIn615OnlyAtASecondLookMoreThanAMillisecondLater() {
        ResilientQueuedSpinLock lock = LockRig.lock(LockProfile.V6_15, "lock");
        left.acquire(lock);
        beginAndSpin(left, lock);
        rig.advanceMillis(1);
        left.spin();
        rig.schedule().advance(1);
        assertThat(left.endAttempt()).isEqualTo(LockResult.DEADLOCK);
        LockRig.assertHolds(left.cpu(), 1);
    }

    @ParameterizedTest
    @EnumSource
    void holdingAnotherLockIsNoRecursion(LockProfile profile) {
        ResilientQueuedSpinLock mine = LockRig.lock(profile, "mine");
        ResilientQueuedSpinLock wanted = LockRig.lock(profile, "wanted");
        left.acquire(mine);
        right.acquire(wanted);
        beginAndSpin(left, wanted);
        rig.advanceMillis(100);
        left.spin();
        right.unlock(wanted);
        assertThat(left.endAttempt()).isEqualTo(LockResult.ACQUIRED);
    }

    /** A by left, B by right, then each the other's: both wait. */
    private ResilientQueuedSpinLock[] crossed(LockProfile profile) {
        ResilientQueuedSpinLock a = LockRig.lock(profile, "a");
        ResilientQueuedSpinLock b = LockRig.lock(profile, "b");
        left.acquire(a);
        right.acquire(b);
        beginAndSpin(left, b);
        beginAndSpin(right, a);
        return new ResilientQueuedSpinLock[] {a, b};
    }

    @ParameterizedTest
    @EnumSource
    void aCycleOfTwoIsFoundMoreThanAMillisecondAfterTheWaitBegan(LockProfile profile) {
        ResilientQueuedSpinLock[] locks = crossed(profile);
        rig.advanceMillis(1);
        left.spin();
        right.spin();
        rig.schedule().advance(1);
        assertThat(left.endAttempt()).isEqualTo(LockResult.DEADLOCK);
        LockRig.assertHolds(left.cpu(), 1);
        // The other side is no longer in a cycle, and gets the lock once its holder lets go.
        right.spin();
        left.unlock(locks[0]);
        assertThat(right.endAttempt()).isEqualTo(LockResult.ACQUIRED);
        right.unlock(locks[0]);
        right.unlock(locks[1]);
        rig.assertAtRest(locks);
    }

    @Test
    void bothSidesOfACycleMayFail() {
        ResilientQueuedSpinLock[] locks = crossed(LockProfile.CURRENT);
        rig.advanceMillis(2);
        // Two steps: one before the scan of the other CPU, one before the pending bit is cleared. The entry is still
        // there.
        left.run(2);
        assertThat(right.endAttempt()).isEqualTo(LockResult.DEADLOCK);
        assertThat(left.endAttempt()).isEqualTo(LockResult.DEADLOCK);
        left.unlock(locks[0]);
        right.unlock(locks[1]);
        rig.assertAtRest(locks);
    }

    @Test
    void cyclesAreLookedForOnceInMoreThanAMillisecond() {
        ResilientQueuedSpinLock a = LockRig.lock(LockProfile.CURRENT, "a");
        ResilientQueuedSpinLock b = LockRig.lock(LockProfile.CURRENT, "b");
        left.acquire(a);
        right.acquire(b);
        beginAndSpin(left, b);
        rig.schedule().advance(LockRig.MILLI + 1);
        left.spin();
        // Only now does it become a cycle.
        beginAndSpin(right, a);
        rig.schedule().advance(LockRig.MILLI);
        left.spin();
        rig.schedule().advance(1);
        assertThat(left.endAttempt()).isEqualTo(LockResult.DEADLOCK);
    }

    @ParameterizedTest
    @EnumSource
    void aHolderThatWaitsForSomebodyElseIsNoCycle(LockProfile profile) {
        ResilientQueuedSpinLock a = LockRig.lock(profile, "a");
        ResilientQueuedSpinLock b = LockRig.lock(profile, "b");
        ResilientQueuedSpinLock c = LockRig.lock(profile, "c");
        Contender third = rig.contender(2);
        left.acquire(a);
        right.acquire(b);
        third.acquire(c);
        beginAndSpin(right, c);
        beginAndSpin(left, b);
        for (int i = 0; i < 20; i++) {
            rig.advanceMillis(10);
            left.spin();
            right.spin();
        }
        third.unlock(c);
        assertThat(right.endAttempt()).isEqualTo(LockResult.ACQUIRED);
        right.unlock(c);
        right.unlock(b);
        assertThat(left.endAttempt()).isEqualTo(LockResult.ACQUIRED);
    }

    @Test
    void aHolderThatJustWorksIsNoCycle() {
        ResilientQueuedSpinLock a = LockRig.lock(LockProfile.CURRENT, "a");
        ResilientQueuedSpinLock b = LockRig.lock(LockProfile.CURRENT, "b");
        left.acquire(a);
        right.acquire(b);
        beginAndSpin(left, b);
        rig.advanceMillis(249);
        left.spin();
    }

    @Test
    void aWaiterBehindTheHeadDoesNotLookForCycles() {
        ResilientQueuedSpinLock a = LockRig.lock(LockProfile.CURRENT, "a");
        ResilientQueuedSpinLock b = LockRig.lock(LockProfile.CURRENT, "b");
        left.acquire(a);
        right.acquire(b);
        beginAndSpin(rig.contender(2), b);
        beginAndSpin(rig.contender(3), b);
        beginAndSpin(left, b);
        beginAndSpin(right, a);
        for (int i = 0; i < 20; i++) {
            rig.advanceMillis(10);
            left.spin();
        }
        // The pending waiter on the other side looks, and sees it.
        assertThat(right.endAttempt()).isEqualTo(LockResult.DEADLOCK);
        left.spin();
    }

    @Test
    void theHeadOfTheQueueLooksForCycles() {
        ResilientQueuedSpinLock a = LockRig.lock(LockProfile.CURRENT, "a");
        ResilientQueuedSpinLock b = LockRig.lock(LockProfile.CURRENT, "b");
        left.acquire(a);
        right.acquire(b);
        beginAndSpin(rig.contender(2), b);
        beginAndSpin(left, b);
        beginAndSpin(right, a);
        rig.advanceMillis(2);
        assertThat(left.endAttempt()).isEqualTo(LockResult.DEADLOCK);
    }

    @ParameterizedTest
    @EnumSource
    void aCycleOfThreeIsNotSearchedAndEndsByTimeout(LockProfile profile) {
        ResilientQueuedSpinLock[] locks = {
            LockRig.lock(profile, "a"), LockRig.lock(profile, "b"), LockRig.lock(profile, "c")
        };
        Contender[] tasks = {left, right, rig.contender(2)};
        for (int i = 0; i < 3; i++) {
            tasks[i].acquire(locks[i]);
        }
        for (int i = 0; i < 3; i++) {
            beginAndSpin(tasks[i], locks[(i + 1) % 3]);
        }
        for (int millis = 0; millis < 250; millis += 10) {
            rig.advanceMillis(10);
            for (Contender task : tasks) {
                task.spin();
            }
        }
        rig.schedule().advance(1);
        assertThat(tasks[0].endAttempt()).isEqualTo(LockResult.TIMED_OUT);
        tasks[0].unlock(locks[0]);
        for (int i = 2; i > 0; i--) {
            assertThat(tasks[i].endAttempt()).isEqualTo(LockResult.ACQUIRED);
            tasks[i].unlock(locks[(i + 1) % 3]);
            tasks[i].unlock(locks[i]);
        }
        rig.assertAtRest(locks);
    }
}
