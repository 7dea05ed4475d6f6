package dev.spinlab.conformance;

import static dev.spinlab.conformance.LockBench.LOCKED;
import static dev.spinlab.conformance.LockBench.PENDING;

import dev.spinlab.lock.LockParameters;
import dev.spinlab.lock.LockResult;
import dev.spinlab.lock.ResilientQueuedSpinLock;
import java.util.List;

/** Statements 16 to 18 of kernel-facts section 6: how long a wait lasts. */
final class LockTimeFacts {
    private LockTimeFacts() {}

    static List<Check> checks() {
        return List.of(
                Check.of("F16", "timeouts of 250 ms, 500 ms and 1 s", Applies.LOCKS, b -> f16Timeouts()),
                Check.of("F17", "a look at the clock in 65,536 spins", Applies.LOCKS, b -> f17ClockReads()),
                Check.of("F18", "what a failed pending waiter leaves", Applies.LOCKS, b -> f18PendingError()));
    }

    /** The attempt of {@code waiter}, which has begun, ends by timeout after so many milliseconds and not before. */
    private static void expectTimeout(LockBench bench, Contender waiter, long millis, String who) {
        bench.advanceMillis(millis);
        waiter.spin();
        bench.advance(1);
        LockBench.expectAnswer(waiter.endAttempt(), LockResult.TIMED_OUT, 110, who + " after " + millis + " ms");
    }

    private static void f16Timeouts() {
        LockBench.onEach(3, (bench, profile) -> {
            ResilientQueuedSpinLock lock = LockBench.lock(profile, "lock");
            Contender[] tasks = bench.contenders(3);
            tasks[0].acquire(lock);
            tasks[1].waitFor(lock);
            expectTimeout(bench, tasks[1], 250, "pending waiter");
            tasks[1].waitFor(lock);
            tasks[2].waitFor(lock);
            LockBench.expectWord(lock, LockBench.tail(2, 0) | PENDING | LOCKED, "owner, pending waiter, head");
            expectTimeout(bench, tasks[2], 500, "head");
        });
        LockBench.onEach(2, (bench, profile) -> {
            ResilientQueuedSpinLock lock = LockBench.racing(profile, "lock");
            Contender[] tasks = bench.contenders(2);
            tasks[0].acquire(lock);
            tasks[1].waitFor(lock);
            expectTimeout(bench, tasks[1], 1_000, "racing waiter");
            LockBench.expectWord(lock, LOCKED, "after the timeout");
        });
        LockBench.onEach(4, (bench, profile) -> {
            ResilientQueuedSpinLock lock = LockBench.lock(profile, "lock");
            Contender[] tasks = bench.contenders(4);
            tasks[0].acquire(lock);
            for (int i = 1; i < 4; i++) {
                tasks[i].waitFor(lock);
            }
            // The last one has waited for 400 ms when it becomes the head; these do not count.
            bench.advanceMillis(400);
            tasks[3].spin();
            tasks[0].unlock(lock);
            tasks[1].endAndUnlock(lock);
            tasks[2].endAcquired();
            tasks[3].spin();
            expectTimeout(bench, tasks[3], 500, "one that became the head");
        });
    }

    private static void f17ClockReads() {
        LockBench.onEach(2, (bench, profile) -> {
            ResilientQueuedSpinLock lock =
                    ResilientQueuedSpinLock.of("lock", LockParameters.current().withProfile(profile));
            int spins = 65_536;
            Contender[] tasks = bench.contenders(2);
            tasks[0].acquire(lock);
            tasks[1].begin(lock);
            // One step before the compare-and-swap, one before the pending bit, one at the end of the first spin.
            tasks[1].run(3);
            LockBench.expectWord(lock, PENDING | LOCKED, "first spin");
            bench.advanceMillis(251);
            tasks[1].run(spins - 1);
            Expect.that(tasks[1].busy(), "the clock is not looked at again within 65,536 spins");
            LockBench.expectWord(lock, PENDING | LOCKED, "within 65,536 spins");
            tasks[1].run(1);
            LockBench.expectWord(lock, PENDING | LOCKED, "about to clear the bit");
            Expect.equal(
                    tasks[1].endWithin(4),
                    LockResult.TIMED_OUT,
                    "second look at the clock, with its first in the first spin");
        });
        LockBench.onEach(2, (bench, profile) -> {
            ResilientQueuedSpinLock a = LockBench.lock(profile, "a");
            ResilientQueuedSpinLock b = LockBench.lock(profile, "b");
            Contender[] tasks = bench.contenders(2);
            tasks[0].acquire(a);
            tasks[1].acquire(b);
            tasks[0].waitFor(b);
            tasks[1].waitFor(a);
            bench.advanceMillis(251);
            Expect.equal(tasks[0].endAttempt(), LockResult.TIMED_OUT, "in a cycle, and too late");
        });
    }

    private static void f18PendingError() {
        for (boolean queued : new boolean[] {false, true}) {
            int left = queued ? LockBench.tail(2, 0) | LOCKED : LOCKED;
            LockBench.onEach(3, (bench, profile) -> {
                ResilientQueuedSpinLock lock = LockBench.lock(profile, "lock");
                Contender[] tasks = bench.contenders(3);
                tasks[0].acquire(lock);
                tasks[1].waitFor(lock);
                if (queued) {
                    tasks[2].waitFor(lock);
                }
                bench.advanceMillis(251);
                Expect.equal(tasks[1].endAttempt(), LockResult.TIMED_OUT, "pending waiter");
                expectGone(tasks[1], lock, left, 0);
            });
            LockBench.onEach(3, (bench, profile) -> {
                ResilientQueuedSpinLock lock = LockBench.lock(profile, "lock");
                ResilientQueuedSpinLock mine = LockBench.lock(profile, "mine");
                Contender[] tasks = bench.contenders(3);
                tasks[0].acquire(lock);
                tasks[1].acquire(mine);
                tasks[1].waitFor(lock);
                if (queued) {
                    tasks[2].waitFor(lock);
                }
                tasks[0].waitFor(mine);
                bench.advanceMillis(2);
                Expect.equal(tasks[1].endAttempt(), LockResult.DEADLOCK, "pending waiter in a cycle");
                expectGone(tasks[1], lock, left, 1);
            });
        }
    }

    private static void expectGone(Contender pending, ResilientQueuedSpinLock lock, int word, int holds) {
        LockBench.expectWord(lock, word, "after the pending waiter's error");
        LockBench.expectHolds(pending.cpu(), holds);
        Expect.that(pending.cpu().heldLocks().entryOpaque(holds) == null, "the entry of the attempt is gone");
    }
}
