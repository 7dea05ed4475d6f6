package dev.spinlab.conformance;

import static dev.spinlab.conformance.LockBench.LOCKED;
import static dev.spinlab.conformance.LockBench.PENDING;

import dev.spinlab.lock.LockProfile;
import dev.spinlab.lock.LockResult;
import dev.spinlab.lock.ResilientQueuedSpinLock;
import dev.spinlab.machine.Cpu;
import java.util.List;
import java.util.function.Consumer;

/** Statements 19 to 24 of kernel-facts section 6: what a failure does to others and to the caller. */
final class LockFailureFacts {
    private LockFailureFacts() {}

    static List<Check> checks() {
        return List.of(
                Check.of("F19", "a head's timeout sends the queue away", Applies.LOCKS, b -> f19HeadTimeout()),
                Check.of("F20", "a head's deadlock is its own", Applies.LOCKS, b -> f20HeadDeadlock()),
                Check.of("F21", "a head that is also the tail waits for nobody", Applies.LOCKS, b -> f21HeadIsTail()),
                Check.of("F22", "a failed attempt leaves nothing", Applies.LOCKS, b -> f22NothingLeft()),
                Check.of("F23", "misuse of unlock is noticed", Applies.LOCKS, b -> f23Misuse())
                        .remark("of locks held beyond the 31st, which have no entry, the order is not checked"),
                Check.of("F24", "a racing waiter takes one entry", Applies.LOCKS, b -> f24OneEntry()));
    }

    /** What the waiters behind a head that timed out answer. */
    static LockResult sentAway(LockProfile profile) {
        return profile == LockProfile.CURRENT ? LockResult.TIMED_OUT : LockResult.DEADLOCK;
    }

    private static void f19HeadTimeout() {
        LockBench.onEach(7, (bench, profile) -> {
            LockQueue queue = LockQueue.of(bench, LockBench.lock(profile, "lock"), 4);
            bench.advanceMillis(501);
            queue.expectGoneInOrder(LockResult.TIMED_OUT, sentAway(profile));
            LockBench.expectWord(queue.lock(), PENDING | LOCKED, "no tail");

            Contender newcomer = queue.waiters().get(2);
            newcomer.waitFor(queue.lock());
            LockBench.expectWord(queue.lock(), newcomer.tail() | PENDING | LOCKED, "newcomer queued");
            queue.owner().unlock(queue.lock());
            queue.pending().endAndUnlock(queue.lock());
            newcomer.endAndUnlock(queue.lock());
            bench.expectAtRest(queue.lock());
        });
    }

    private static void f20HeadDeadlock() {
        LockBench.onEach(7, (bench, profile) -> {
            ResilientQueuedSpinLock heads = LockBench.lock(profile, "head's");
            LockQueue queue = LockQueue.crossed(bench, LockBench.lock(profile, "lock"), heads, 3);
            bench.advanceMillis(2);
            if (profile == LockProfile.V6_15) {
                queue.expectGoneInOrder(LockResult.DEADLOCK, LockResult.DEADLOCK);
                LockBench.expectWord(queue.lock(), PENDING | LOCKED, "no tail, 6.15");
                queue.unwind(heads);
            } else {
                LockBench.expectAnswer(queue.waiters().get(0).endAttempt(), LockResult.DEADLOCK, 35, "head");
                queue.waiters().get(1).spin();
                queue.waiters().get(2).spin();
                LockBench.expectWord(queue.lock(), queue.waiters().get(2).tail() | PENDING | LOCKED, "the tail stays");
                queue.unwind(heads);
                queue.waiters().get(2).spin();
                queue.waiters().get(1).endAndUnlock(queue.lock());
                queue.waiters().get(2).endAndUnlock(queue.lock());
            }
            bench.expectAtRest(queue.lock(), heads);
        });
        LockBench.on(7, bench -> {
            ResilientQueuedSpinLock heads = LockBench.lock(LockProfile.CURRENT, "head's");
            LockQueue queue = LockQueue.crossed(bench, LockBench.lock(LockProfile.CURRENT, "lock"), heads, 2);
            bench.advanceMillis(300);
            queue.waiters().get(0).end();
            queue.waiters().get(1).spin();
            bench.advanceMillis(500);
            queue.waiters().get(1).spin();
            bench.advance(1);
            Expect.equal(queue.waiters().get(1).endAttempt(), LockResult.TIMED_OUT, "the next head, on its own clock");
        });
    }

    private static void f21HeadIsTail() {
        LockBench.onEach(7, (bench, profile) -> {
            ResilientQueuedSpinLock heads = LockBench.lock(profile, "head's");
            LockQueue queue = LockQueue.crossed(bench, LockBench.lock(profile, "lock"), heads, 1);
            bench.advanceMillis(2);
            Contender head = queue.waiters().get(0);
            LockBench.expectAnswer(head.endWithin(20), LockResult.DEADLOCK, 35, "head without a waiter behind");
            LockBench.expectWord(queue.lock(), PENDING | LOCKED, "no tail");
            LockBench.expectHolds(head.cpu(), 1);
            queue.unwind(heads);
            bench.expectAtRest(queue.lock(), heads);
        });
        LockBench.on(7, bench -> {
            // One has replaced the tail but not linked itself: that one must be waited for.
            ResilientQueuedSpinLock heads = LockBench.lock(LockProfile.CURRENT, "head's");
            LockQueue queue = LockQueue.crossed(bench, LockBench.lock(LockProfile.CURRENT, "lock"), heads, 1);
            bench.advanceMillis(2);
            Contender late = bench.contender(6);
            late.begin(queue.lock());
            late.runUntil(() -> (queue.lock().word() & ~LockBench.LOCKED_PENDING_MASK) == late.tail());
            queue.waiters().get(0).spin();
            late.run(1);
            Expect.equal(queue.waiters().get(0).endAttempt(), LockResult.DEADLOCK, "head with an arrival");
            late.spin();
            queue.unwind(heads);
            late.endAndUnlock(queue.lock());
            bench.expectAtRest(queue.lock(), heads);
        });
    }

    private static void f22NothingLeft() {
        for (boolean racing : new boolean[] {false, true}) {
            LockBench.onEach(3, (bench, profile) -> {
                ResilientQueuedSpinLock taken =
                        racing ? LockBench.racing(profile, "taken") : LockBench.lock(profile, "taken");
                Contender[] tasks = bench.contenders(3);
                tasks[0].acquire(taken);
                expectNothingLeft(bench, tasks[1], taken, 1_001, LockResult.TIMED_OUT);
                expectNothingLeft(bench, tasks[0], taken, 2, LockResult.DEADLOCK);
                LockBench.expectWord(taken, LOCKED, "after the failures");
                tasks[2].waitFor(taken);
                expectNothingLeft(bench, tasks[1], taken, 1_001, LockResult.TIMED_OUT);
            });
        }
        LockBench.onEach(7, (bench, profile) -> {
            LockQueue queue = LockQueue.of(bench, LockBench.lock(profile, "lock"), 3);
            bench.advanceMillis(501);
            queue.waiters().get(0).end();
            queue.waiters().get(1).end();
            queue.waiters().get(2).end();
            for (Contender waiter : queue.waiters()) {
                LockBench.expectHolds(waiter.cpu(), 0);
            }
        });
    }

    /** An attempt that fails: plain, with masking, and with masking inside a masked section. */
    private static void expectNothingLeft(
            LockBench bench, Contender task, ResilientQueuedSpinLock lock, long millis, LockResult expected) {
        int holds = task.cpu().heldLocks().depth();
        int nodes = task.cpu().queueNode(0).inUse();
        LockResult[] answer = new LockResult[1];
        List<Consumer<Cpu>> attempts =
                List.of(cpu -> answer[0] = lock.lock(cpu), cpu -> answer[0] = lock.lockIrqSave(cpu), cpu -> {
                    cpu.irqSave();
                    answer[0] = lock.lockIrqSave(cpu);
                    Expect.that(cpu.irqsMasked(), "the masking around a failed attempt stays");
                    cpu.irqRestore();
                });
        for (int i = 0; i < attempts.size(); i++) {
            task.begin(attempts.get(i));
            task.run(2);
            Expect.equal(task.cpu().irqsMasked(), i > 0, "interrupts masked during attempt " + i);
            task.run(50);
            bench.advanceMillis(millis);
            task.end();
            Expect.equal(answer[0], expected, "attempt " + i);
            Expect.equal(task.cpu().queueNode(0).inUse(), nodes, "nodes in use after attempt " + i);
            LockBench.expectHolds(task.cpu(), holds);
        }
    }

    private static void f23Misuse() {
        LockBench.onEach(2, (bench, profile) -> {
            ResilientQueuedSpinLock a = LockBench.lock(profile, "a");
            ResilientQueuedSpinLock b = LockBench.lock(profile, "b");
            Contender[] tasks = bench.contenders(2);
            tasks[0].acquire(a);
            tasks[0].acquire(b);
            Expect.that(tasks[0].misuse(a::unlock), "unlock out of order is misuse");
            LockBench.expectWord(a, LOCKED, "after the misuse");
            LockBench.expectHolds(tasks[0].cpu(), 2);
            tasks[1].waitFor(a);
            bench.advanceMillis(251);
            Expect.equal(tasks[1].endAttempt(), LockResult.TIMED_OUT, "attempt");
            Expect.that(tasks[1].misuse(a::unlock), "unlock after a failed attempt is misuse");
            LockBench.expectWord(a, LOCKED, "after the misuse");
            Expect.that(!tasks[0].misuse(b::unlock), "unlocks in reverse order are fine: b");
            Expect.that(!tasks[0].misuse(a::unlock), "unlocks in reverse order are fine: a");
            bench.expectAtRest(a, b);
        });
    }

    private static void f24OneEntry() {
        LockBench.onEach(2, (bench, profile) -> {
            ResilientQueuedSpinLock lock = LockBench.racing(profile, "lock");
            Contender[] tasks = bench.contenders(2);
            tasks[0].acquire(lock);
            LockBench.expectHolds(tasks[0].cpu(), 1);
            tasks[1].waitFor(lock);
            Expect.equal(tasks[1].cpu().heldLocks().depth(), 1, "entries of the racing waiter");
            Expect.that(tasks[1].cpu().heldLocks().entryOpaque(0) == lock, "its entry is the lock");
            // With two entries it would find itself.
            for (int i = 0; i < 10; i++) {
                bench.advanceMillis(50);
                tasks[1].spin();
            }
            tasks[0].unlock(lock);
            tasks[1].endAcquired();
            LockBench.expectHolds(tasks[1].cpu(), 1);
            tasks[1].unlock(lock);
            bench.expectAtRest(lock);
        });
    }
}
