package dev.spinlab.conformance;

import static dev.spinlab.conformance.LockBench.LOCKED;

import dev.spinlab.lock.LockProfile;
import dev.spinlab.lock.LockResult;
import dev.spinlab.lock.ResilientQueuedSpinLock;
import dev.spinlab.lock.percpu.HeldLocks;
import dev.spinlab.machine.ContextLevel;
import java.util.Arrays;
import java.util.List;

/** Statements 7 to 10 of kernel-facts section 6: the held-locks table, and when its entries come and go. */
final class LockEntryFacts {
    private static final List<ContextLevel> INTERRUPTS = List.of(ContextLevel.HARDIRQ, ContextLevel.NMI);

    private LockEntryFacts() {}

    static List<Check> checks() {
        return List.of(
                Check.of("F7", "a table of 31 slots, of which 30 are looked at", Applies.LOCKS, b -> f07HeldTable()),
                Check.of("F8", "order of word and entry", Applies.LOCKS, b -> f08Order()),
                Check.of("F9", "a handler between taking and entry", Applies.LOCKS, b -> f09HandlerAfterTaking()),
                Check.of("F10", "a handler between release and clearing", Applies.LOCKS, b -> f10HandlerInUnlock()));
    }

    private static void f07HeldTable() {
        int many = 34;
        LockBench.onEach(2, (bench, profile) -> {
            ResilientQueuedSpinLock[] locks = new ResilientQueuedSpinLock[many];
            Arrays.setAll(locks, i -> LockBench.lock(profile, "lock" + i));
            Contender task = bench.contender(0);
            for (ResilientQueuedSpinLock lock : locks) {
                task.acquire(lock);
            }
            HeldLocks table = task.cpu().heldLocks();
            Expect.equal(table.depth(), many, "locks counted");
            for (int i = 0; i < 31; i++) {
                Expect.that(table.entryOpaque(i) == locks[i], "slot " + i + " is lock " + i);
            }
            Expect.equal(HeldLocks.CAPACITY, 31, "slots");
            for (int i = 0; i < 30; i++) {
                task.waitAtMost(locks[i], profile == LockProfile.CURRENT ? 0 : 2);
                LockBench.expectAnswer(task.result(), LockResult.DEADLOCK, 35, "once more lock " + i);
            }
            for (int i = 30; i < many; i++) {
                task.waitFor(locks[i]);
                bench.advanceMillis(250);
                task.spin();
                bench.advance(1);
                LockBench.expectAnswer(task.endAttempt(), LockResult.TIMED_OUT, 110, "once more lock " + i);
            }
            LockBench.expectHolds(task.cpu(), many);
            for (int i = many - 1; i >= 0; i--) {
                task.unlock(locks[i]);
            }
            bench.expectAtRest(locks);
        });
    }

    private static boolean listed(Contender task, ResilientQueuedSpinLock lock) {
        HeldLocks table = task.cpu().heldLocks();
        return table.depth() > 0 && table.entryOpaque(table.depth() - 1) == lock;
    }

    private static void f08Order() {
        LockBench.on(1, bench -> {
            ResilientQueuedSpinLock lock = LockBench.lock(LockProfile.CURRENT, "lock");
            Contender task = bench.contender(0);
            HeldLocks table = task.cpu().heldLocks();
            task.begin(lock);
            task.runUntil(() -> listed(task, lock) || lock.word() != 0);
            LockBench.expectWord(lock, 0, "when the entry appears");
            task.endAcquired();
            task.begin(lock::unlock);
            task.runUntil(() -> !listed(task, lock) || lock.word() == 0);
            Expect.that(listed(task, lock), "the entry is there when the word is released");
            task.runUntil(() -> !listed(task, lock));
            Expect.equal(table.depth(), 1, "count when the entry is cleared");
            task.end();
            bench.expectAtRest(lock);
        });
        LockBench.on(1, bench -> {
            ResilientQueuedSpinLock lock = LockBench.lock(LockProfile.V6_15, "lock");
            Contender task = bench.contender(0);
            HeldLocks table = task.cpu().heldLocks();
            task.begin(lock);
            task.runUntil(() -> table.depth() > 0 || lock.word() != 0);
            Expect.equal(table.depth(), 0, "count when the lock is taken, 6.15");
            task.endAcquired();
            Expect.that(listed(task, lock), "the entry is there after the attempt, 6.15");
            task.begin(lock::unlock);
            task.runUntil(() -> !listed(task, lock) || lock.word() == 0);
            LockBench.expectWord(lock, LOCKED, "when the entry is cleared, 6.15");
            Expect.equal(table.depth(), 1, "count when the entry is cleared, 6.15");
            task.end();
            bench.expectAtRest(lock);
        });
    }

    private static void f09HandlerAfterTaking() {
        for (ContextLevel level : INTERRUPTS) {
            LockBench.on(1, bench -> {
                ResilientQueuedSpinLock lock = LockBench.lock(LockProfile.V6_15, "lock");
                Contender task = bench.contender(0);
                task.begin(lock);
                task.runUntil(() -> lock.word() == LOCKED);
                LockBench.expectAnswer(
                        task.interruptFor(level, lock, 250), LockResult.TIMED_OUT, 110, level + " in the window, 6.15");
                task.endAndUnlock(lock);
                bench.expectAtRest(lock);
            });
            LockBench.on(1, bench -> {
                ResilientQueuedSpinLock lock = LockBench.lock(LockProfile.CURRENT, "lock");
                Contender task = bench.contender(0);
                task.begin(lock);
                task.runUntil(() -> lock.word() == LOCKED);
                LockBench.expectAnswer(
                        task.interruptAtOnce(level, lock), LockResult.DEADLOCK, 35, level + " as soon as it is taken");
                task.endAndUnlock(lock);
                bench.expectAtRest(lock);
            });
        }
    }

    private static void f10HandlerInUnlock() {
        for (ContextLevel level : INTERRUPTS) {
            // At every step of the unlock, and a few after it; time stands still, so a stall shows.
            for (int steps = 0; steps < 6; steps++) {
                int standing = steps;
                LockBench.on(1, bench -> {
                    ResilientQueuedSpinLock lock = LockBench.lock(LockProfile.CURRENT, "lock");
                    Contender task = bench.contender(0);
                    task.acquire(lock);
                    task.begin(lock::unlock);
                    task.run(standing);
                    boolean held = lock.isLocked();
                    LockResult answer = task.interruptAtOnce(level, lock);
                    Expect.equal(
                            answer,
                            held ? LockResult.DEADLOCK : LockResult.ACQUIRED,
                            level + " " + standing + " steps into the unlock");
                    task.run(10);
                    bench.expectAtRest(lock);
                });
            }
            LockBench.on(2, bench -> {
                ResilientQueuedSpinLock lock = LockBench.lock(LockProfile.CURRENT, "lock");
                Contender task = bench.contender(0);
                Contender other = bench.contender(1);
                task.acquire(lock);
                task.begin(lock::unlock);
                task.runUntil(() -> lock.word() == 0);
                other.acquire(lock);
                Expect.equal(
                        task.interruptAtOnce(level, lock),
                        LockResult.DEADLOCK,
                        level + " after another CPU took the lock");
                LockBench.expectWord(lock, LOCKED, "still the other CPU's");
                other.unlock(lock);
                task.run(10);
                bench.expectAtRest(lock);
            });
        }
    }
}
