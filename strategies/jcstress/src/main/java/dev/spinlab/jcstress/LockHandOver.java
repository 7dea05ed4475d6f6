package dev.spinlab.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.spinlab.lock.LockParameters;
import dev.spinlab.lock.LockResult;
import dev.spinlab.lock.RawSpinLock;
import dev.spinlab.lock.ResilientQueuedSpinLock;
import dev.spinlab.lock.SpinLock;
import dev.spinlab.machine.Cpu;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** What was written under a lock is seen by its next holder: two contexts add to a plain counter. */
public final class LockHandOver {
    private LockHandOver() {}

    /** A monitor. */
    @JCStressTest
    @Outcome(
            id = {"1, 2", "2, 1"},
            expect = ACCEPTABLE,
            desc = "One after the other.")
    @Outcome(expect = FORBIDDEN, desc = "The second holder missed the first one's write.")
    @State
    public static class Model {
        private int value;

        @Actor
        public void first(II_Result result) {
            synchronized (this) {
                result.r1 = ++value;
            }
        }

        @Actor
        public void second(II_Result result) {
            synchronized (this) {
                result.r2 = ++value;
            }
        }
    }

    /** The raw lock. */
    @JCStressTest
    @Outcome(
            id = {"1, 2", "2, 1"},
            expect = ACCEPTABLE,
            desc = "One after the other.")
    @Outcome(expect = FORBIDDEN, desc = "The second holder missed the first one's write.")
    @State
    public static class Raw extends Counter {
        public Raw() {
            super(new RawSpinLock("raw"));
        }

        @Actor
        public void first(II_Result result) {
            result.r1 = add(TwoCpus.FIRST);
        }

        @Actor
        public void second(II_Result result) {
            result.r2 = add(TwoCpus.SECOND);
        }
    }

    /** The resilient lock by today's rules. */
    @JCStressTest
    @Outcome(
            id = {"1, 2", "2, 1"},
            expect = ACCEPTABLE,
            desc = "One after the other.")
    @Outcome(
            id = {"1, -1", "-1, 1"},
            expect = ACCEPTABLE,
            desc = "Refused after 250 ms, by an operating system that did not run the holder.")
    @Outcome(expect = FORBIDDEN, desc = "The second holder missed the first one's write.")
    @State
    public static class Resilient extends Counter {
        public Resilient() {
            super(ResilientQueuedSpinLock.of("resilient", LockParameters.current()));
        }

        @Actor
        public void first(II_Result result) {
            result.r1 = add(TwoCpus.FIRST);
        }

        @Actor
        public void second(II_Result result) {
            result.r2 = add(TwoCpus.SECOND);
        }
    }

    /** The resilient lock by the first rules. */
    @JCStressTest
    @Outcome(
            id = {"1, 2", "2, 1"},
            expect = ACCEPTABLE,
            desc = "One after the other.")
    @Outcome(
            id = {"1, -1", "-1, 1"},
            expect = ACCEPTABLE,
            desc = "Refused after 250 ms, by an operating system that did not run the holder.")
    @Outcome(expect = FORBIDDEN, desc = "The second holder missed the first one's write.")
    @State
    public static class ResilientV615 extends Counter {
        public ResilientV615() {
            super(ResilientQueuedSpinLock.of("resilient", LockParameters.v615()));
        }

        @Actor
        public void first(II_Result result) {
            result.r1 = add(TwoCpus.FIRST);
        }

        @Actor
        public void second(II_Result result) {
            result.r2 = add(TwoCpus.SECOND);
        }
    }

    /** A plain flag that is looked at and then set. */
    @JCStressTest
    @Outcome(
            id = {"1, 2", "2, 1"},
            expect = ACCEPTABLE,
            desc = "One after the other.")
    @Outcome(
            id = "1, 1",
            expect = ACCEPTABLE_INTERESTING,
            desc = "Both were inside, or one missed the other's write. Every machine shows it.")
    @Outcome(
            id = {"1, -1", "-1, 1", "-1, -1"},
            expect = ACCEPTABLE,
            desc = "Gave up: a plain flag may never be seen to change.")
    @State
    public static class Weakened {
        private static final int TRIES = 100;

        private boolean held;
        private int value;

        @Actor
        public void first(II_Result result) {
            result.r1 = add();
        }

        @Actor
        public void second(II_Result result) {
            result.r2 = add();
        }

        private int add() {
            int tries = TRIES;
            while (held) {
                if (--tries == 0) {
                    return -1;
                }
            }
            held = true;
            int mine = ++value;
            held = false;
            return mine;
        }
    }

    /** A plain counter and the lock that guards it. */
    abstract static class Counter {
        private final SpinLock lock;
        private int value;

        Counter(SpinLock lock) {
            this.lock = lock;
        }

        final int add(Cpu cpu) {
            if (lock.lock(cpu) != LockResult.ACQUIRED) {
                return -1;
            }
            int mine = ++value;
            lock.unlock(cpu);
            return mine;
        }
    }
}
