package dev.spinlab.lock;

import static dev.spinlab.lock.LockWord.LOCKED;
import static dev.spinlab.lock.LockWord.LOCKED_PENDING_MASK;
import static dev.spinlab.lock.LockWord.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.machine.ContextLevel;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Item 5 of kernel-facts section 6: who gets the lock next, and what the waiters look at. */
class QueueOrderTest {
    private static final int TAIL = LockWord.encodeTail(3, 0);

    @AutoClose
    private final LockRig rig = new LockRig(6);

    private final ResilientQueuedSpinLock lock = LockRig.lock(LockProfile.CURRENT, "lock");

    private Contender waiter(int cpu) {
        Contender waiter = rig.contender(cpu);
        waiter.begin(lock);
        waiter.spin();
        return waiter;
    }

    @ParameterizedTest
    @EnumSource
    void lockGoesToThePendingWaiterAndThenThroughTheQueueInOrderOfArrival(LockProfile profile) {
        ResilientQueuedSpinLock fair = LockRig.lock(profile, "fair");
        Contender[] contenders = new Contender[5];
        contenders[0] = rig.contender(0);
        contenders[0].acquire(fair);
        // CPU numbers against the order of arrival.
        for (int i = 1; i < contenders.length; i++) {
            contenders[i] = rig.contender(contenders.length - i);
            contenders[i].begin(fair);
            contenders[i].spin();
        }
        for (int i = 1; i < contenders.length; i++) {
            contenders[i - 1].unlock(fair);
            for (int later = contenders.length - 1; later > i; later--) {
                contenders[later].spin();
            }
            assertThat(contenders[i].endAttempt()).isEqualTo(LockResult.ACQUIRED);
        }
        contenders[contenders.length - 1].unlock(fair);
        rig.assertAtRest(fair);
    }

    @Test
    void aNewcomerDoesNotOvertakeTheQueueAlthoughTheLockIsFree() {
        Contender owner = rig.contender(0);
        owner.acquire(lock);
        Contender pending = waiter(1);
        Contender head = waiter(2);
        owner.unlock(lock);
        pending.end();
        pending.unlock(lock);
        assertThat(lock.word() & LOCKED_PENDING_MASK).isZero();
        Contender newcomer = waiter(3);
        assertThat(head.endAttempt()).isEqualTo(LockResult.ACQUIRED);
        newcomer.spin();
        head.unlock(lock);
        assertThat(newcomer.endAttempt()).isEqualTo(LockResult.ACQUIRED);
    }

    @Test
    void aWaiterBehindTheHeadWaitsForItsOwnNodeWhateverHappensToTheWord() {
        Contender owner = rig.contender(0);
        owner.acquire(lock);
        Contender pending = waiter(1);
        Contender head = waiter(2);
        Contender behind = waiter(3);
        owner.unlock(lock);
        pending.end();
        pending.unlock(lock);
        long atomics = behind.cpu().context().counters().atomics();
        rig.advanceMillis(5_000);
        behind.spin();
        assertThat(lock.word() & LOCKED_PENDING_MASK).as("free, if it looked").isZero();
        assertThat(behind.cpu().context().counters().atomics()).isEqualTo(atomics);
        assertThat(head.endAttempt()).isEqualTo(LockResult.ACQUIRED);
        head.unlock(lock);
        assertThat(behind.endAttempt()).isEqualTo(LockResult.ACQUIRED);
    }

    @Test
    void aNewcomerThatComesSecondToThePendingBitLeavesItToItsOwner() {
        Contender newcomer = rig.contender(1);
        Contender owner = rig.contender(0);
        owner.acquire(lock);
        newcomer.begin(lock);
        newcomer.run(2);
        Contender pending = waiter(2);
        assertThat(lock.word()).as("set since the newcomer looked").isEqualTo(PENDING | LOCKED);
        newcomer.spin();
        assertThat(lock.word()).isEqualTo(LockWord.encodeTail(1, 0) | PENDING | LOCKED);
        owner.unlock(lock);
        assertThat(pending.endAttempt()).isEqualTo(LockResult.ACQUIRED);
        newcomer.spin();
        pending.unlock(lock);
        assertThat(newcomer.endAttempt()).isEqualTo(LockResult.ACQUIRED);
    }

    /**
     * One that saw no queue may set the pending bit when there is one already; it takes the bit back and queues. The head may
     * take the lock at any moment in between, and must not take the bit with it.
     */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void headThatTakesTheLockLeavesThePendingBitOfANewcomerAlone(int headSteps) {
        Contender newcomer = rig.contender(1);
        Contender head = headOfFreeLockWith(newcomer, () -> newcomer.begin(lock));
        head.run(headSteps);
        assertThat(lock.word()).as("the head has not taken the lock yet").isEqualTo(TAIL);
        newcomer.run(1);
        assertThat(lock.word()).isEqualTo(TAIL | PENDING);
        head.run(10);
        newcomer.run(20);
        assertThat(head.endAttempt()).isEqualTo(LockResult.ACQUIRED);
        assertThat(lock.word() & LOCKED_PENDING_MASK).isEqualTo(LOCKED);
        newcomer.spin();
        head.unlock(lock);
        assertThat(newcomer.endAttempt()).isEqualTo(LockResult.ACQUIRED);
        newcomer.unlock(lock);
        rig.assertAtRest(lock);
    }

    /** The same as above, with a newcomer that may not queue: nobody will ever come behind the head. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void headDoesNotWaitForANewcomerThatNeverQueues(int headSteps) {
        Contender newcomer = rig.contender(1);
        newcomer.cpu().queueNode(0).acquireIndex();
        Attempt attempt = new Attempt(lock);
        Contender head = headOfFreeLockWith(newcomer, () -> newcomer.interrupt(ContextLevel.NMI, attempt));
        head.run(headSteps);
        assertThat(lock.word()).as("the head has not taken the lock yet").isEqualTo(TAIL);
        newcomer.run(1);
        assertThat(lock.word()).isEqualTo(TAIL | PENDING);
        head.run(10);
        newcomer.runUntil(attempt::ended);
        assertThat(attempt.result()).isEqualTo(LockResult.DEADLOCK);
        assertThat(head.endAttempt()).isEqualTo(LockResult.ACQUIRED);
        assertThat(lock.word()).isEqualTo(LOCKED);
        head.unlock(lock);
        newcomer.cpu().queueNode(0).releaseIndex();
        rig.assertAtRest(lock);
    }

    /** Returns the only waiter of a free lock; {@code newcomer} stands before setting the pending bit, having seen no queue. */
    private Contender headOfFreeLockWith(Contender newcomer, Runnable begin) {
        Contender owner = rig.contender(0);
        owner.acquire(lock);
        begin.run();
        newcomer.run(2);
        assertThat(lock.word()).isEqualTo(LOCKED);
        Contender pending = waiter(2);
        Contender head = waiter(3);
        owner.unlock(lock);
        pending.end();
        pending.unlock(lock);
        return head;
    }
}
