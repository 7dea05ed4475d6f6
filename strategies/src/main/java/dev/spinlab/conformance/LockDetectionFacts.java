package dev.spinlab.conformance;

import static dev.spinlab.conformance.LockBench.LOCKED;
import static dev.spinlab.conformance.LockBench.MILLI;
import static dev.spinlab.conformance.LockBench.PENDING;

import dev.spinlab.lock.LockProfile;
import dev.spinlab.lock.LockResult;
import dev.spinlab.lock.ResilientQueuedSpinLock;
import dev.spinlab.machine.Cpu;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Statements 11 to 15 of kernel-facts section 6: recursion and cycles. */
final class LockDetectionFacts {
    private static final int SEEDS = 12;

    private LockDetectionFacts() {}

    static List<Check> checks() {
        return List.of(
                Check.of("F11", "recursion is found at the first check", Applies.LOCKS, b -> f11Recursion()),
                Check.of("F12", "who looks for cycles, and how often", Applies.LOCKS, b -> f12Cadence()),
                Check.of("F13", "what is a cycle of two and what is not", Applies.LOCKS, b -> f13CycleOfTwo()),
                Check.of("F14", "a cycle of two ends before the timeout", Applies.LOCKS, b -> f14TwoEnd())
                        .remark("on a simulated clock of 0.1 ms per round of some steps"),
                Check.of("F15", "a cycle of three ends", Applies.LOCKS, b -> f15ThreeEnd())
                        .remark("on a simulated clock of 1 ms per round of some steps"));
    }

    private static void f11Recursion() {
        LockBench.on(2, bench -> {
            ResilientQueuedSpinLock lock = LockBench.lock(LockProfile.CURRENT, "lock");
            ResilientQueuedSpinLock above = LockBench.lock(LockProfile.CURRENT, "above");
            Contender[] tasks = bench.contenders(2);
            tasks[0].acquire(lock);
            tasks[0].begin(lock);
            LockBench.expectAnswer(tasks[0].endWithin(8), LockResult.DEADLOCK, 35, "recursion");
            LockBench.expectWord(lock, LOCKED, "after recursion");
            tasks[0].acquire(above);
            tasks[0].begin(lock);
            Expect.equal(tasks[0].endWithin(8), LockResult.DEADLOCK, "recursion below another lock");
            tasks[0].unlock(above);
            // With a waiter before it the attempt would have to queue.
            tasks[1].waitFor(lock);
            long before = tasks[0].atomics();
            tasks[0].begin(lock);
            Expect.equal(tasks[0].endWithin(8), LockResult.DEADLOCK, "recursion on a lock with a waiter");
            Expect.equal(tasks[0].atomics() - before, 1L, "atomic instructions: the fast path only");
            LockBench.expectWord(lock, PENDING | LOCKED, "after recursion with a waiter");
            LockBench.expectHolds(tasks[0].cpu(), 1);
        });
        LockBench.onEach(2, (bench, profile) -> {
            ResilientQueuedSpinLock mine = LockBench.lock(profile, "mine");
            ResilientQueuedSpinLock theirs = LockBench.lock(profile, "theirs");
            Contender[] tasks = bench.contenders(2);
            tasks[0].acquire(mine);
            tasks[1].acquire(theirs);
            // The attempt itself, on top, does not count; nor does what is in another CPU's table.
            tasks[0].waitFor(theirs);
            bench.advanceMillis(100);
            tasks[0].spin();
            tasks[1].unlock(theirs);
            tasks[0].endAcquired();
        });
    }

    /** Two locks, a held by the left task and b by the right one. */
    private record Pair(
            LockBench bench, Contender left, Contender right, ResilientQueuedSpinLock a, ResilientQueuedSpinLock b) {
        static Pair on(LockBench bench, LockProfile profile) {
            return of(bench, LockBench.lock(profile, "a"), LockBench.lock(profile, "b"));
        }

        static Pair of(LockBench bench, ResilientQueuedSpinLock a, ResilientQueuedSpinLock b) {
            Pair pair = new Pair(bench, bench.contender(0), bench.contender(1), a, b);
            pair.left.acquire(a);
            pair.right.acquire(b);
            return pair;
        }

        /** The right one's wait begins, which closes the cycle, when the left one has just looked. */
        void closeAfterLook() {
            bench.advance(MILLI + 1);
            left.spin();
            right.waitFor(a);
            bench.advance(MILLI);
            left.spin();
            bench.advance(1);
            LockBench.expectAnswer(left.endAttempt(), LockResult.DEADLOCK, 35, "left one, at its next look");
        }
    }

    private static void f12Cadence() {
        LockBench.onEach(4, (bench, profile) -> {
            Pair pair = Pair.on(bench, profile);
            pair.left.waitFor(pair.b);
            LockBench.expectWord(pair.b, PENDING | LOCKED, "the left one is pending");
            pair.closeAfterLook();
        });
        LockBench.onEach(4, (bench, profile) -> {
            Pair pair = Pair.on(bench, profile);
            bench.contender(2).waitFor(pair.b);
            pair.left.waitFor(pair.b);
            LockBench.expectWord(pair.b, LockBench.tail(0, 0) | PENDING | LOCKED, "the left one is the head");
            pair.closeAfterLook();
        });
        LockBench.onEach(4, (bench, profile) -> {
            Pair pair = Pair.of(bench, LockBench.racing(profile, "a"), LockBench.racing(profile, "b"));
            pair.left.waitFor(pair.b);
            LockBench.expectWord(pair.b, LOCKED, "the left one races");
            pair.closeAfterLook();
        });
        LockBench.onEach(4, (bench, profile) -> {
            Pair pair = Pair.on(bench, profile);
            bench.contender(2).waitFor(pair.b);
            bench.contender(3).waitFor(pair.b);
            pair.left.waitFor(pair.b);
            pair.right.waitFor(pair.a);
            for (int i = 0; i < 20; i++) {
                bench.advanceMillis(10);
                pair.left.spin();
            }
            Expect.equal(pair.right.endAttempt(), LockResult.DEADLOCK, "the pending waiter on the other side");
            pair.left.spin();
        });
    }

    private static void f13CycleOfTwo() {
        LockBench.onEach(3, (bench, profile) -> {
            Pair pair = Pair.on(bench, profile);
            pair.left.waitFor(pair.b);
            expectNoVerdict(pair, "b is held by one that does not wait");
            Contender third = bench.contender(2);
            ResilientQueuedSpinLock c = LockBench.lock(profile, "c");
            third.acquire(c);
            pair.right.waitFor(c);
            expectNoVerdict(pair, "the holder of b waits for c, which the left one does not hold");
            third.unlock(c);
            pair.right.endAndUnlock(c);
            third.acquire(c);
            third.waitFor(pair.a);
            expectNoVerdict(pair, "one that waits for a holds c, not b");
            pair.right.waitFor(pair.a);
            bench.advanceMillis(2);
            LockBench.expectAnswer(pair.left.endAttempt(), LockResult.DEADLOCK, 35, "holder of b waits for a");
            pair.right.spin();
            LockBench.expectHolds(pair.left.cpu(), 1);
            pair.left.unlock(pair.a);
            third.endAndUnlock(pair.a);
            third.unlock(c);
            pair.right.endAndUnlock(pair.a);
            pair.right.unlock(pair.b);
            bench.expectAtRest(pair.a, pair.b, c);
        });
        LockBench.onEach(3, (bench, profile) -> {
            // Deeper tables: the lock asked about is below the top, but not just below it, on both sides.
            Pair pair = Pair.on(bench, profile);
            pair.left.acquire(LockBench.lock(profile, "above a"));
            pair.right.acquire(LockBench.lock(profile, "above b"));
            pair.left.waitFor(pair.b);
            pair.right.waitFor(pair.a);
            bench.advanceMillis(2);
            Expect.equal(pair.left.endAttempt(), LockResult.DEADLOCK, "cycle below other locks");
        });
    }

    private static void expectNoVerdict(Pair pair, String why) {
        for (int i = 0; i < 10; i++) {
            pair.bench.advanceMillis(5);
            pair.left.spin();
            Expect.that(pair.left.busy(), "left one waits on: " + why);
        }
    }

    private static void f14TwoEnd() {
        for (int i = 0; i < SEEDS; i++) {
            long seed = i;
            LockBench.onEach(2, (bench, profile) -> {
                Pair pair = Pair.on(bench, profile);
                List<LockResult> answers = new ArrayList<>();
                pair.left.begin(cpu -> answers.add(takeSecond(cpu, pair.b, pair.a)));
                pair.right.begin(cpu -> answers.add(takeSecond(cpu, pair.a, pair.b)));
                long start = bench.nanoTime();
                bench.finishAll(List.of(pair.left, pair.right), seed, MILLI / 10);
                Expect.that(answers.contains(LockResult.DEADLOCK), "one of the two has a deadlock: " + answers);
                Expect.that(!answers.contains(LockResult.TIMED_OUT), "none of the two times out: " + answers);
                Expect.between(bench.nanoTime() - start, MILLI, 5 * MILLI, "nanoseconds to the end of a cycle of two");
                bench.expectAtRest(pair.a, pair.b);
            });
        }
        LockBench.onEach(2, (bench, profile) -> {
            Pair pair = Pair.on(bench, profile);
            pair.left.waitFor(pair.b);
            pair.right.waitFor(pair.a);
            bench.advanceMillis(2);
            // One step before it asks the other CPU, one before it clears the pending bit: its entry is still there.
            pair.left.run(2);
            Expect.equal(pair.right.endAttempt(), LockResult.DEADLOCK, "right one");
            Expect.equal(pair.left.endAttempt(), LockResult.DEADLOCK, "left one: both may fail");
        });
    }

    /** Takes and releases {@code second}, and in any case releases {@code first}, which is held. */
    private static LockResult takeSecond(Cpu cpu, ResilientQueuedSpinLock second, ResilientQueuedSpinLock first) {
        LockResult answer = second.lock(cpu);
        if (answer == LockResult.ACQUIRED) {
            second.unlock(cpu);
        }
        first.unlock(cpu);
        return answer;
    }

    private static void f15ThreeEnd() {
        for (int i = 0; i < SEEDS; i++) {
            long seed = i;
            LockBench.onEach(3, (bench, profile) -> {
                ResilientQueuedSpinLock[] locks = new ResilientQueuedSpinLock[3];
                Arrays.setAll(locks, n -> LockBench.lock(profile, "lock" + n));
                Contender[] tasks = bench.contenders(3);
                for (int n = 0; n < 3; n++) {
                    tasks[n].acquire(locks[n]);
                }
                List<LockResult> answers = new ArrayList<>();
                for (int n = 0; n < 3; n++) {
                    ResilientQueuedSpinLock mine = locks[n];
                    ResilientQueuedSpinLock wanted = locks[(n + 1) % 3];
                    tasks[n].begin(cpu -> answers.add(takeSecond(cpu, wanted, mine)));
                }
                long start = bench.nanoTime();
                bench.finishAll(Arrays.asList(tasks), seed, MILLI);
                Expect.that(
                        answers.contains(LockResult.DEADLOCK) || answers.contains(LockResult.TIMED_OUT),
                        "a cycle of three ends by an error: " + answers);
                Expect.between(
                        bench.nanoTime() - start, MILLI, 510 * MILLI, "nanoseconds to the end of a cycle of three");
                bench.expectAtRest(locks);
            });
        }
    }
}
