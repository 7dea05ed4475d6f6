package dev.spinlab.conformance;

import dev.spinlab.lock.LockResult;
import dev.spinlab.lock.ResilientQueuedSpinLock;
import java.util.List;

/**
 * A lock with an owner on CPU 0, a pending waiter on CPU 1 and waiters in the queue from CPU 2.
 *
 * @param lock the lock
 * @param owner who holds it
 * @param pending who waits with the pending bit
 * @param waiters who waits in the queue, the head first
 */
record LockQueue(ResilientQueuedSpinLock lock, Contender owner, Contender pending, List<Contender> waiters) {
    /** Makes one with {@code queued} waiters in the queue. */
    static LockQueue of(LockBench bench, ResilientQueuedSpinLock lock, int queued) {
        LockQueue queue = arrive(bench, lock, queued);
        queue.line();
        return queue;
    }

    /** Makes one whose head holds {@code heads}, which the owner waits for: the head will find a cycle. */
    static LockQueue crossed(LockBench bench, ResilientQueuedSpinLock lock, ResilientQueuedSpinLock heads, int queued) {
        LockQueue queue = arrive(bench, lock, queued);
        queue.waiters.get(0).acquire(heads);
        queue.line();
        queue.owner.waitFor(heads);
        return queue;
    }

    private static LockQueue arrive(LockBench bench, ResilientQueuedSpinLock lock, int queued) {
        List<Contender> tasks = List.of(bench.contenders(queued + 2));
        return new LockQueue(lock, tasks.get(0), tasks.get(1), tasks.subList(2, queued + 2));
    }

    private void line() {
        owner.acquire(lock);
        pending.waitFor(lock);
        for (Contender waiter : waiters) {
            waiter.waitFor(lock);
        }
    }

    /** All in the queue leave, each only when the one ahead has; the head for its own reason, the others for theirs. */
    void expectGoneInOrder(LockResult head, LockResult others) {
        for (int i = 0; i < waiters.size(); i++) {
            for (int later = waiters.size() - 1; later > i; later--) {
                waiters.get(later).spin();
            }
            Expect.equal(
                    waiters.get(i).endAttempt(), i == 0 ? head : others, "answer of number " + i + " in the queue");
        }
    }

    /** After the head of a {@link #crossed} queue has failed: everybody up to the pending waiter finishes. */
    void unwind(ResilientQueuedSpinLock heads) {
        waiters.get(0).unlock(heads);
        owner.endAndUnlock(heads);
        owner.unlock(lock);
        pending.endAndUnlock(lock);
    }
}
