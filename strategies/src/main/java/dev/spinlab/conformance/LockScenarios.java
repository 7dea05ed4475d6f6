package dev.spinlab.conformance;

import static dev.spinlab.conformance.LockBench.LOCKED;
import static dev.spinlab.conformance.LockBench.MILLI;
import static dev.spinlab.conformance.LockBench.PENDING;

import dev.spinlab.lock.LockProfile;
import dev.spinlab.lock.LockResult;
import dev.spinlab.lock.ResilientQueuedSpinLock;
import dev.spinlab.lock.percpu.QueueNode;
import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.ContextViolation;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Task;
import java.util.Arrays;
import java.util.List;

/** Scenarios S19 to S27 of kernel-facts 4.5: the lock under test programs. */
final class LockScenarios {
    private LockScenarios() {}

    static List<Check> checks() {
        return List.of(
                Check.of("S19", "the same lock twice", Applies.LOCKS, b -> s19Twice()),
                Check.of("S20", "sixteen tasks A then B, one B then A", Applies.LOCKS, b -> LockStress.s20Crossed())
                        .remark("on a simulated clock; the sixteen stop once the one has its error, and do not go on to"
                                + " 10,000 rounds"),
                Check.of("S21", "34 locks held, one of the last once more", Applies.LOCKS, b -> s21HeldLockMax()),
                Check.of(
                                "S22",
                                "stress of cycles of one, two and three, with NMIs",
                                Applies.LOCKS,
                                b -> LockStress.s22Stress())
                        .remark(
                                "on a simulated clock, so the histogram is of simulated time; tasks and NMIs hold for 20"
                                        + " and 10 ms as in the kernel, the hold of 5 s is left out; NMIs in the current"
                                        + " profile only, as in that of 6.15 one may queue behind the waiter it interrupted"),
                Check.of("S23", "the only waiter in the queue finds a cycle", Applies.LOCKS, b -> s23HandOffTail()),
                Check.of("S24", "the head times out, waiters behind it", Applies.LOCKS, b -> s24HeadTimesOut()),
                Check.of("S25", "the head finds a deadlock, waiters behind it", Applies.LOCKS, b -> s25HeadDeadlocks()),
                Check.of("S26", "misuse is noticed", Applies.LOCKS, b -> s26Misuse())
                        .remark("there is no verifier that rejects a program: misuse is an error when it happens"),
                Check.of("S27", "a fifth nested attempt on one CPU", Applies.LOCKS, b -> s27FifthNested())
                        .remark("a model CPU has four context levels; four nodes are marked as used"));
    }

    private static void s19Twice() {
        LockBench.onEach(1, (bench, profile) -> {
            ResilientQueuedSpinLock lock = LockBench.lock(profile, "lock");
            Contender task = bench.contender(0);
            task.acquire(lock);
            task.begin(lock);
            if (profile == LockProfile.V6_15) {
                // It needs a second look at the clock, more than a millisecond after the first.
                task.spin();
                bench.advanceMillis(1);
                task.spin();
                bench.advance(1);
            }
            LockBench.expectAnswer(task.endWithin(10), LockResult.DEADLOCK, 35, "the second time");
            LockBench.expectWord(lock, LOCKED, "held once");
            task.unlock(lock);
            bench.expectAtRest(lock);
        });
    }

    private static void s21HeldLockMax() {
        LockBench.onEach(1, (bench, profile) -> {
            ResilientQueuedSpinLock[] locks = new ResilientQueuedSpinLock[34];
            Arrays.setAll(locks, i -> LockBench.lock(profile, "lock" + i));
            Contender task = bench.contender(0);
            for (ResilientQueuedSpinLock lock : locks) {
                task.acquire(lock);
            }
            long start = bench.nanoTime();
            task.begin(locks[32]);
            bench.finishAll(List.of(task), 0, MILLI);
            LockBench.expectAnswer(task.result(), LockResult.TIMED_OUT, 110, "lock 32 once more");
            Expect.between(bench.nanoTime() - start, 250 * MILLI + 1, 260 * MILLI, "nanoseconds to the answer");
            for (int i = locks.length - 1; i >= 0; i--) {
                task.unlock(locks[i]);
            }
            bench.expectAtRest(locks);
        });
    }

    private static void s23HandOffTail() {
        LockBench.onEach(3, (bench, profile) -> {
            ResilientQueuedSpinLock b = LockBench.lock(profile, "B");
            LockQueue queue = LockQueue.crossed(bench, LockBench.lock(profile, "A"), b, 1);
            Contender waiter = queue.waiters().get(0);
            LockBench.expectWord(queue.lock(), waiter.tail() | PENDING | LOCKED, "owner, pending and one in the queue");
            Expect.that(queue.owner().cpu().heldLocks().entryOpaque(1) == b, "the owner is shown attempting B");
            long start = bench.nanoTime();
            // The others stand still: nobody arrives, and nobody helps.
            bench.finishAll(List.of(waiter), 0, MILLI / 4);
            LockBench.expectAnswer(waiter.result(), LockResult.DEADLOCK, 35, "the waiter in the queue");
            Expect.between(bench.nanoTime() - start, 1, 3_000 * MILLI, "nanoseconds to the answer");
            LockBench.expectWord(queue.lock(), PENDING | LOCKED, "no tail");
            queue.pending().spin();
            queue.unwind(b);
            bench.expectAtRest(queue.lock(), b);
        });
    }

    private static void s24HeadTimesOut() {
        for (int behind : new int[] {0, 1, 5}) {
            LockBench.onEach(behind + 4, (bench, profile) -> {
                LockQueue queue = LockQueue.of(bench, LockBench.lock(profile, "lock"), behind + 1);
                LockResult others = LockFailureFacts.sentAway(profile);
                bench.advanceMillis(501);
                queue.expectGoneInOrder(LockResult.TIMED_OUT, others);
                LockBench.expectWord(queue.lock(), PENDING | LOCKED, "no tail");
                Contender newcomer = bench.contender(behind + 3);
                newcomer.waitFor(queue.lock());
                LockBench.expectWord(queue.lock(), newcomer.tail() | PENDING | LOCKED, "a newcomer queues");
                queue.owner().unlock(queue.lock());
                queue.pending().endAndUnlock(queue.lock());
                newcomer.endAndUnlock(queue.lock());
                bench.expectAtRest(queue.lock());
            });
        }
        LockBench.onEach(5, (bench, profile) -> {
            LockQueue queue = LockQueue.of(bench, LockBench.lock(profile, "lock"), 2);
            bench.advanceMillis(501);
            Expect.equal(queue.waiters().get(0).endAttempt(), LockResult.TIMED_OUT, "head");
            Contender late = bench.contender(4);
            late.waitFor(queue.lock());
            LockResult sentAway = LockFailureFacts.sentAway(profile);
            Expect.equal(queue.waiters().get(1).endAttempt(), sentAway, "the one behind the head");
            Expect.equal(late.endAttempt(), sentAway, "one that came while the queue was sent away");
            LockBench.expectWord(queue.lock(), PENDING | LOCKED, "no tail");
        });
    }

    private static void s25HeadDeadlocks() {
        for (int behind : new int[] {1, 4}) {
            LockBench.onEach(behind + 3, (bench, profile) -> {
                ResilientQueuedSpinLock heads = LockBench.lock(profile, "head's");
                LockQueue queue = LockQueue.crossed(bench, LockBench.lock(profile, "lock"), heads, behind + 1);
                bench.advanceMillis(2);
                if (profile == LockProfile.V6_15) {
                    queue.expectGoneInOrder(LockResult.DEADLOCK, LockResult.DEADLOCK);
                    queue.unwind(heads);
                } else {
                    Expect.equal(queue.waiters().get(0).endAttempt(), LockResult.DEADLOCK, "head");
                    for (Contender waiter : queue.waiters().subList(1, behind + 1)) {
                        waiter.spin();
                    }
                    queue.unwind(heads);
                    for (Contender waiter : queue.waiters().subList(1, behind + 1)) {
                        waiter.endAndUnlock(queue.lock());
                    }
                }
                bench.expectAtRest(queue.lock(), heads);
            });
        }
    }

    private static void s26Misuse() {
        LockBench.onEach(3, (bench, profile) -> {
            ResilientQueuedSpinLock a = LockBench.lock(profile, "A");
            ResilientQueuedSpinLock b = LockBench.lock(profile, "B");
            Contender[] tasks = bench.contenders(2);
            Expect.that(tasks[0].misuse(a::unlock), "unlock of a lock never taken");
            tasks[0].acquire(a);
            tasks[0].acquire(b);
            Expect.that(tasks[0].misuse(a::unlock), "unlock out of order");
            Expect.that(tasks[1].misuse(b::unlock), "unlock by another CPU");
            LockBench.expectWord(a, LOCKED, "after misuse");
            LockBench.expectWord(b, LOCKED, "after misuse");
            tasks[0].unlock(b);
            Expect.that(tasks[0].misuse(b::unlock), "second unlock");
            tasks[0].waitAtMost(a, 2);
            Expect.equal(tasks[0].result(), LockResult.DEADLOCK, "recursion");
            tasks[0].unlock(a);
            Expect.that(tasks[0].misuse(a::unlock), "unlock for the attempt that failed");
            bench.expectAtRest(a, b);

            Task forgetful = bench.schedule().spawn(2, "forgetful", a::lock);
            Expect.that(violates(() -> bench.schedule().finish(forgetful)), "a task that ends without unlock");
            tasks[0].interrupt(ContextLevel.NMI, (cpu, level) -> b.lock(cpu));
            Expect.that(violates(() -> tasks[0].run(50)), "a handler that returns without unlock");
        });
    }

    private static boolean violates(Runnable action) {
        try {
            action.run();
            return false;
        } catch (ContextViolation expected) {
            return true;
        }
    }

    private static void useAllNodes(Cpu cpu) {
        for (int i = 0; i < QueueNode.PER_CPU; i++) {
            cpu.queueNode(0).acquireIndex();
        }
    }

    private static void s27FifthNested() {
        LockBench.on(3, bench -> {
            LockQueue queue = LockQueue.of(bench, LockBench.lock(LockProfile.CURRENT, "lock"), 0);
            Contender nested = bench.contender(2);
            useAllNodes(nested.cpu());
            HandlerAttempt attempt = new HandlerAttempt(queue.lock());
            nested.interrupt(ContextLevel.HARDIRQ, attempt);
            nested.run(10);
            Expect.that(attempt.ended(), "the fifth attempt does not wait");
            LockBench.expectAnswer(attempt.result(), LockResult.DEADLOCK, 35, "the fifth attempt");
            Expect.equal(attempt.atomics(), 2L, "atomic instructions: the fast path and one try");
            LockBench.expectWord(queue.lock(), PENDING | LOCKED, "after the fifth attempt");

            // The lock becomes free after the fifth attempt has decided to queue: its one try succeeds.
            nested.begin(queue.lock());
            nested.runUntil(() -> nested.cpu().queueNode(0).inUse() == QueueNode.PER_CPU + 1);
            queue.owner().unlock(queue.lock());
            queue.pending().endAndUnlock(queue.lock());
            Expect.equal(nested.endWithin(10), LockResult.ACQUIRED, "the fifth attempt, the lock being free");
            nested.unlock(queue.lock());
            Expect.equal(nested.cpu().queueNode(0).inUse(), QueueNode.PER_CPU, "nodes in use afterwards");
        });
        LockBench.on(3, bench -> {
            LockQueue queue = LockQueue.of(bench, LockBench.lock(LockProfile.V6_15, "lock"), 0);
            Contender nested = bench.contender(2);
            useAllNodes(nested.cpu());
            Expect.equal(
                    nested.interruptFor(ContextLevel.HARDIRQ, queue.lock(), 250),
                    LockResult.TIMED_OUT,
                    "the fifth attempt, 6.15: tries for 250 ms");
        });
    }
}
