package dev.spinlab.conformance;

import static dev.spinlab.conformance.LockBench.LOCKED;
import static dev.spinlab.conformance.LockBench.LOCKED_PENDING_MASK;
import static dev.spinlab.conformance.LockBench.PENDING;

import dev.spinlab.lock.LockParameters;
import dev.spinlab.lock.LockProfile;
import dev.spinlab.lock.LockResult;
import dev.spinlab.lock.ResilientQueuedSpinLock;
import dev.spinlab.lock.percpu.QueueNode;
import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Counters;
import java.util.List;

/** Statements 1 to 6 of kernel-facts section 6: the word, the pending bit and the queue nodes. */
final class LockWordFacts {
    private LockWordFacts() {}

    static List<Check> checks() {
        return List.of(
                Check.of("F1", "layout of the word", Applies.LOCKS, backend -> f01Word()),
                Check.of("F2", "one instruction to take, one to release", Applies.LOCKS, backend -> f02FastPath())
                        .remark(
                                "the release is an atomic subtraction from the locked byte, as Java cannot store one byte"
                                        + " of an int; its memory order shows on real threads only"),
                Check.of(
                        "F3",
                        "three contenders: pending bit first, then the queue",
                        Applies.LOCKS,
                        backend -> f03PendingThenQueue()),
                Check.of("F4", "a hand-over is re-read 512 times at most", Applies.LOCKS, backend -> f04HandOver())
                        .remark("the generic value, 1, is a parameter"),
                Check.of(
                        "F5",
                        "the queue is first in, first out, each on its node",
                        Applies.LOCKS,
                        backend -> f05Queue()),
                Check.of("F6", "four nodes per CPU, none for an NMI on a waiter", Applies.LOCKS, backend -> f06Nodes())
                        .remark(
                                "a model CPU has four context levels; for the fifth attempt the nodes are marked as used"));
    }

    private static void f01Word() {
        int many = 4096;
        LockBench.on(many, bench -> {
            ResilientQueuedSpinLock lock = LockBench.lock(LockProfile.CURRENT, "lock");
            LockBench.expectWord(lock, 0, "free");
            bench.contender(0).acquire(lock);
            LockBench.expectWord(lock, 0x0000_0001, "held");
            bench.contender(1).waitFor(lock);
            LockBench.expectWord(lock, 0x0000_0101, "held, one pending");
            bench.contender(2).waitFor(lock);
            LockBench.expectWord(lock, 0x000c_0101, "cpu 2 is the tail");
            bench.contender(many - 1).waitFor(lock);
            LockBench.expectWord(lock, 0x4000_0101, "cpu 4095 is the tail");
            Contender nested = bench.contender(3);
            nested.waitFor(lock);
            LockBench.expectWord(lock, 0x0010_0101, "cpu 3 is the tail");
        });
        LockBench.on(6, bench -> {
            ResilientQueuedSpinLock lock = contended(bench, LockProfile.CURRENT);
            Contender nested = bench.contender(3);
            for (int index = 1; index < 4; index++) {
                nested.cpu().queueNode(0).acquireIndex();
            }
            nested.waitFor(lock);
            LockBench.expectWord(lock, 0x0013_0101, "node 3 of cpu 3 is the tail");
        });
    }

    private static void f02FastPath() {
        LockBench.onEach(4, (bench, profile) -> {
            ResilientQueuedSpinLock lock = LockBench.lock(profile, "lock");
            Contender owner = bench.contender(0);
            Counters counters = owner.cpu().context().counters();
            owner.acquire(lock);
            Expect.equal(counters.atomics(), 1L, "atomic instructions to take a free lock");
            Expect.equal(counters.lockWaits(), 0L, "waits for a free lock");
            LockBench.expectWord(lock, LOCKED, "taken");
            owner.unlock(lock);
            Expect.equal(counters.atomics(), 2L, "atomic instructions to take and release");
            bench.expectAtRest(lock);

            owner.acquire(lock);
            Contender pending = bench.contender(1);
            pending.waitFor(lock);
            Contender queued = bench.contender(2);
            queued.waitFor(lock);
            owner.unlock(lock);
            LockBench.expectWord(lock, LockBench.tail(2, 0) | PENDING, "unlock clears the low byte only");
            pending.endAndUnlock(lock);
            // Neither locked nor pending, but the instruction is from 0 to 1 and nothing else.
            LockBench.expectWord(lock, LockBench.tail(2, 0), "free, with a queue");
            Contender newcomer = bench.contender(3);
            newcomer.waitFor(lock);
            queued.endAndUnlock(lock);
            newcomer.endAndUnlock(lock);
            bench.expectAtRest(lock);
        });
    }

    private static void f03PendingThenQueue() {
        LockBench.onEach(4, (bench, profile) -> {
            ResilientQueuedSpinLock lock = LockBench.lock(profile, "lock");
            Contender[] tasks = bench.contenders(4);
            tasks[0].acquire(lock);
            tasks[1].waitFor(lock);
            LockBench.expectWord(lock, PENDING | LOCKED, "two contenders");
            Expect.equal(tasks[1].cpu().queueNode(0).inUse(), 0, "nodes of the pending waiter");
            for (int i = 2; i < 4; i++) {
                tasks[i].waitFor(lock);
                LockBench.expectWord(lock, LockBench.tail(i, 0) | PENDING | LOCKED, i + 1 + " contenders");
                Expect.equal(tasks[i].cpu().queueNode(0).inUse(), 1, "nodes of a queued waiter");
            }
        });
    }

    private static void f04HandOver() {
        Expect.equal(LockParameters.current().pendingLoops(), 512, "re-reads by default");
        Expect.equal(LockParameters.v615().pendingLoops(), 512, "re-reads by default, 6.15");
        for (int loops : new int[] {1, 512}) {
            LockBench.onEach(3, (bench, profile) -> {
                LockParameters kernel = LockBench.parameters(profile);
                ResilientQueuedSpinLock lock = ResilientQueuedSpinLock.of(
                        "lock",
                        new LockParameters(
                                profile,
                                kernel.pendingTimeoutNanos(),
                                kernel.headTimeoutNanos(),
                                kernel.testAndSetTimeoutNanos(),
                                kernel.checkIntervalNanos(),
                                kernel.spinsPerClockRead(),
                                loops,
                                false));
                Contender[] tasks = bench.contenders(3);
                tasks[0].acquire(lock);
                tasks[1].waitFor(lock);
                tasks[0].unlock(lock);
                LockBench.expectWord(lock, PENDING, "hand-over in progress");
                tasks[2].begin(lock);
                // One step before the compare-and-swap, one per re-read.
                tasks[2].run(1 + loops);
                Expect.equal(tasks[2].cpu().queueNode(0).inUse(), 0, "nodes within " + loops + " re-reads");
                tasks[2].run(1);
                Expect.equal(tasks[2].cpu().queueNode(0).inUse(), 1, "nodes after " + loops + " re-reads");
            });
        }
        LockBench.on(3, bench -> {
            ResilientQueuedSpinLock lock = LockBench.lock(LockProfile.CURRENT, "lock");
            Contender[] tasks = bench.contenders(3);
            tasks[0].acquire(lock);
            tasks[1].waitFor(lock);
            tasks[0].unlock(lock);
            tasks[2].begin(lock);
            tasks[2].run(500);
            tasks[1].endAcquired();
            tasks[2].spin();
            LockBench.expectWord(lock, PENDING | LOCKED, "the hand-over ended in time: pending, not queued");
        });
    }

    private static void f05Queue() {
        LockBench.onEach(5, (bench, profile) -> {
            ResilientQueuedSpinLock lock = LockBench.lock(profile, "lock");
            // CPU numbers against the order of arrival.
            int[] arrival = {0, 4, 3, 2, 1};
            Contender[] tasks = new Contender[arrival.length];
            for (int i = 0; i < arrival.length; i++) {
                tasks[i] = bench.contender(arrival[i]);
                tasks[i].begin(lock);
                tasks[i].run(50);
            }
            tasks[0].unlock(lock);
            tasks[1].endAndUnlock(lock);
            LockBench.expectWord(lock, LockBench.tail(1, 0), "free, with a queue");
            long atomics = tasks[3].atomics();
            bench.advanceMillis(5_000);
            tasks[3].spin();
            Expect.equal(tasks[3].atomics(), atomics, "atomic instructions of a waiter behind the head");
            for (int i = 2; i < tasks.length; i++) {
                expectSignals(tasks, i);
                for (int later = tasks.length - 1; later > i; later--) {
                    tasks[later].spin();
                }
                tasks[i].endAndUnlock(lock);
            }
            bench.expectAtRest(lock);
        });
        LockBench.on(5, LockWordFacts::signalToLeave);
    }

    /** The head's node, unless it came first, says 1, those of the waiters behind it 0. */
    private static void expectSignals(Contender[] tasks, int head) {
        if (head > 2) {
            Expect.equal(tasks[head].cpu().queueNode(0).signalAcquire(), 1, "node of " + tasks[head]);
        }
        for (int i = head + 1; i < tasks.length; i++) {
            Expect.equal(tasks[i].cpu().queueNode(0).signalAcquire(), 0, "node of " + tasks[i]);
        }
    }

    private static void signalToLeave(LockBench bench) {
        ResilientQueuedSpinLock lock = contended(bench, LockProfile.CURRENT);
        Contender head = bench.contender(2);
        Contender behind = bench.contender(3);
        head.waitFor(lock);
        behind.waitFor(lock);
        bench.advanceMillis(501);
        Expect.equal(head.endAttempt(), LockResult.TIMED_OUT, "attempt of the head");
        Expect.equal(behind.cpu().queueNode(0).signalAcquire(), 2, "node of the waiter behind");
    }

    /** Returns a lock with an owner on CPU 0 and a pending waiter on CPU 1, so that the next attempt must queue. */
    private static ResilientQueuedSpinLock contended(LockBench bench, LockProfile profile) {
        ResilientQueuedSpinLock lock = LockBench.lock(profile, "lock");
        bench.contender(0).acquire(lock);
        bench.contender(1).waitFor(lock);
        return lock;
    }

    private static void f06Nodes() {
        LockBench.onEach(4, (bench, profile) -> {
            ResilientQueuedSpinLock lock = contended(bench, profile);
            Contender nested = bench.contender(3);
            nested.cpu().queueNode(0).acquireIndex();
            nested.cpu().queueNode(0).acquireIndex();
            nested.cpu().queueNode(0).acquireIndex();
            nested.waitFor(lock);
            LockBench.expectWord(lock, LockBench.tail(3, 3) | PENDING | LOCKED, "the fourth attempt queues");
        });
        LockBench.on(4, bench -> {
            ResilientQueuedSpinLock lock = contended(bench, LockProfile.CURRENT);
            Contender nested = bench.contender(3);
            for (int i = 0; i < QueueNode.PER_CPU; i++) {
                nested.cpu().queueNode(0).acquireIndex();
            }
            long before = nested.atomics();
            nested.begin(lock);
            LockBench.expectAnswer(nested.endWithin(8), LockResult.DEADLOCK, 35, "the fifth attempt");
            Expect.equal(nested.atomics() - before, 2L, "atomic instructions: the fast path and one try");
            LockBench.expectWord(lock, PENDING | LOCKED, "as before the fifth attempt");
            Expect.equal(nested.cpu().queueNode(0).inUse(), 4, "nodes in use after the fifth attempt");
        });
        LockBench.on(6, LockWordFacts::nmiOnAWaiter);
    }

    /** A task waits in a queue; an NMI over it wants a second lock with a queue, then one that it finds without. */
    private static void nmiOnAWaiter(LockBench bench) {
        ResilientQueuedSpinLock lock = contended(bench, LockProfile.CURRENT);
        ResilientQueuedSpinLock other = LockBench.lock(LockProfile.CURRENT, "other");
        bench.contender(4).acquire(other);
        bench.contender(5).waitFor(other);
        Contender nested = bench.contender(3);
        HandlerAttempt first = new HandlerAttempt(lock);
        nested.interrupt(ContextLevel.NMI, first);
        nested.run(50);
        Expect.that(!first.ended(), "an NMI that finds all nodes free waits");
        Expect.equal(lock.word() & ~LOCKED_PENDING_MASK, LockBench.tail(3, 0), "tail");
        bench.advanceMillis(501);
        nested.runUntil(first::ended);

        nested.waitFor(other);
        int word = lock.word();
        HandlerAttempt second = new HandlerAttempt(lock);
        nested.interrupt(ContextLevel.NMI, second);
        nested.spin();
        Expect.that(second.ended(), "an NMI that finds a node in use does not wait");
        LockBench.expectAnswer(second.result(), LockResult.DEADLOCK, 35, "NMI on a waiter");
        Expect.equal(second.atomics(), 2L, "atomic instructions: the fast path and one try");
        LockBench.expectWord(lock, word, "as before the NMI");
    }
}
