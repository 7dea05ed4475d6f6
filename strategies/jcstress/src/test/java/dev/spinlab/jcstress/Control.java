package dev.spinlab.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** What {@link ForbiddenOutcomeTest} runs: one that must fail, and one that must not. */
public final class Control {
    private Control() {}

    /** The weakened grace period, graded as if it were the real one. */
    @JCStressTest
    @Outcome(
            id = {"0, 0", "0, 1", "1, 1"},
            expect = ACCEPTABLE,
            desc = "One saw the other.")
    @Outcome(expect = FORBIDDEN, desc = "Neither saw the other.")
    @State
    public static class Unsound {
        private int linked = 1;
        private int reading;

        @Actor
        public void reader(II_Result result) {
            reading = 1;
            result.r1 = linked;
        }

        @Actor
        public void updater(II_Result result) {
            linked = 0;
            result.r2 = reading;
        }
    }

    /** The same with volatile fields. */
    @JCStressTest
    @Outcome(
            id = {"0, 0", "0, 1", "1, 1"},
            expect = ACCEPTABLE,
            desc = "One saw the other.")
    @Outcome(expect = FORBIDDEN, desc = "Neither saw the other.")
    @State
    public static class Sound {
        private volatile int linked = 1;
        private volatile int reading;

        @Actor
        public void reader(II_Result result) {
            reading = 1;
            result.r1 = linked;
        }

        @Actor
        public void updater(II_Result result) {
            linked = 0;
            result.r2 = reading;
        }
    }
}
