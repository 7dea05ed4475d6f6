package dev.spinlab.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.lock.percpu.QueueNode;
import dev.spinlab.machine.ContextLevel;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Item 6 of kernel-facts section 6 and scenario S27: four queue nodes per CPU, and the rule for NMIs. */
class NodeLimitTest {
    private static final int QUEUED_ON_FIRST_NODE_OF_CPU_3 = LockWord.encodeTail(3, 0);
    private static final int QUEUED_ON_SECOND_NODE_OF_CPU_3 = LockWord.encodeTail(3, 1);

    @AutoClose
    private final LockRig rig = new LockRig(6);

    private Contender owner;
    private Contender nested;

    @BeforeEach
    void createOwner() {
        owner = rig.contender(0);
        nested = rig.contender(3);
    }

    /** Returns a lock with an owner and a pending waiter, so that the next attempt must queue. */
    private ResilientQueuedSpinLock contended(LockProfile profile) {
        ResilientQueuedSpinLock lock = LockRig.lock(profile, "contended");
        owner.acquire(lock);
        Contender pending = rig.contender(1);
        pending.begin(lock);
        pending.spin();
        return lock;
    }

    private void useNodes(int count) {
        for (int i = 0; i < count; i++) {
            nested.cpu().queueNode(0).acquireIndex();
        }
    }

    @Test
    void fifthNestedAttemptTriesOnceAndFailsWithoutWaiting() {
        ResilientQueuedSpinLock lock = contended(LockProfile.CURRENT);
        int word = lock.word();
        useNodes(QueueNode.PER_CPU);
        long atomics = nested.cpu().context().counters().atomics();
        nested.begin(lock);
        nested.run(6);
        assertThat(nested.busy()).as("ended by itself within a few steps").isFalse();
        assertThat(nested.result()).isEqualTo(LockResult.DEADLOCK);
        assertThat(nested.cpu().context().counters().atomics() - atomics)
                .as("the fast path and one try")
                .isEqualTo(2);
        assertThat(lock.word()).isEqualTo(word);
        assertThat(nested.cpu().queueNode(0).inUse()).isEqualTo(QueueNode.PER_CPU);
        assertThat(nested.cpu().heldLocks().depth()).isZero();
        assertThat(nested.cpu().preemptionDisabled()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void fourthNestedAttemptStillQueues(LockProfile profile) {
        ResilientQueuedSpinLock lock = contended(profile);
        useNodes(QueueNode.PER_CPU - 1);
        nested.begin(lock);
        nested.spin();
        assertThat(lock.word() & LockWord.TAIL_MASK).isEqualTo(LockWord.encodeTail(3, 3));
    }

    @Test
    void fifthNestedAttemptGetsALockThatBecameFree() {
        ResilientQueuedSpinLock lock = LockRig.lock(LockProfile.CURRENT, "freed");
        owner.acquire(lock);
        Contender pending = rig.contender(1);
        pending.begin(lock);
        pending.spin();
        useNodes(QueueNode.PER_CPU);
        nested.begin(lock);
        nested.runUntil(() -> nested.cpu().queueNode(0).inUse() == QueueNode.PER_CPU + 1);
        owner.unlock(lock);
        pending.end();
        pending.unlock(lock);
        assertThat(nested.endAttempt()).isEqualTo(LockResult.ACQUIRED);
    }

    @Test
    void fifthNestedAttemptOf615SpinsAndTimesOutAfter250Ms() {
        ResilientQueuedSpinLock lock = contended(LockProfile.V6_15);
        useNodes(QueueNode.PER_CPU);
        nested.begin(lock);
        nested.spin();
        rig.advanceMillis(250);
        nested.spin();
        rig.schedule().advance(1);
        assertThat(nested.endAttempt()).isEqualTo(LockResult.TIMED_OUT);
        assertThat(nested.cpu().queueNode(0).inUse()).isEqualTo(QueueNode.PER_CPU);
    }

    /** Makes CPU 3 wait in a queue of its own, with its first node. */
    private void waitElsewhere(LockProfile profile) {
        ResilientQueuedSpinLock other = LockRig.lock(profile, "other");
        rig.contender(4).acquire(other);
        Contender pending = rig.contender(5);
        pending.begin(other);
        pending.spin();
        nested.begin(other);
        nested.spin();
        assertThat(other.word() & LockWord.TAIL_MASK).isEqualTo(QUEUED_ON_FIRST_NODE_OF_CPU_3);
    }

    @Test
    void nmiThatFindsANodeInUseTriesOnceAndFailsWithoutWaiting() {
        ResilientQueuedSpinLock lock = contended(LockProfile.CURRENT);
        waitElsewhere(LockProfile.CURRENT);
        int word = lock.word();
        Attempt attempt = new Attempt(lock);
        nested.interrupt(ContextLevel.NMI, attempt);
        nested.spin();
        assertThat(attempt.ended()).isTrue();
        assertThat(attempt.result()).isEqualTo(LockResult.DEADLOCK);
        assertThat(attempt.steps()).isLessThan(5);
        assertThat(lock.word()).isEqualTo(word);
        assertThat(nested.cpu().queueNode(0).inUse()).isEqualTo(1);
    }

    @Test
    void nmiThatFindsAllNodesFreeQueues() {
        ResilientQueuedSpinLock lock = contended(LockProfile.CURRENT);
        Attempt attempt = new Attempt(lock);
        nested.interrupt(ContextLevel.NMI, attempt);
        nested.run(50);
        assertThat(attempt.ended()).isFalse();
        assertThat(lock.word() & LockWord.TAIL_MASK).isEqualTo(QUEUED_ON_FIRST_NODE_OF_CPU_3);
    }

    @Test
    void hardirqThatFindsANodeInUseQueuesOnTheNextOne() {
        ResilientQueuedSpinLock lock = contended(LockProfile.CURRENT);
        waitElsewhere(LockProfile.CURRENT);
        Attempt attempt = new Attempt(lock);
        nested.interrupt(ContextLevel.HARDIRQ, attempt);
        nested.spin();
        assertThat(attempt.ended()).isFalse();
        assertThat(lock.word() & LockWord.TAIL_MASK).isEqualTo(QUEUED_ON_SECOND_NODE_OF_CPU_3);
    }

    @Test
    void nmiOf615QueuesLikeAnybody() {
        ResilientQueuedSpinLock lock = contended(LockProfile.V6_15);
        waitElsewhere(LockProfile.V6_15);
        nested.interrupt(ContextLevel.NMI, new Attempt(lock));
        nested.spin();
        assertThat(lock.word() & LockWord.TAIL_MASK).isEqualTo(QUEUED_ON_SECOND_NODE_OF_CPU_3);
    }
}
