package dev.spinlab.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.spinlab.backend.PerCpuCounterBackend;
import dev.spinlab.backend.RqspinlockBackend;
import dev.spinlab.jcstress.ElementPublished.Box;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** One fills a slot of a cache while another looks twice: it finds a complete element, and does not lose it again. */
public final class CacheSlot {
    private static final int SLOTS = 16;

    private CacheSlot() {}

    private static int value(@Nullable Box found) {
        return found == null ? -1 : found.value;
    }

    /** An atomic array. */
    @JCStressTest
    @Outcome(
            id = {"-1, -1", "-1, 42", "42, 42"},
            expect = ACCEPTABLE,
            desc = "Absent until found.")
    @Outcome(expect = FORBIDDEN, desc = "Found incomplete, or lost again.")
    @State
    public static class Model {
        private final AtomicReferenceArray<@Nullable Box> cache = new AtomicReferenceArray<>(SLOTS);

        @Actor
        public void filler() {
            cache.set(0, new Box());
        }

        @Actor
        public void reader(II_Result result) {
            result.r1 = value(cache.get(0));
            result.r2 = value(cache.get(0));
        }
    }

    /** The storage's cache, behind locks that answer. */
    @JCStressTest
    @Outcome(
            id = {"-1, -1", "-1, 42", "42, 42"},
            expect = ACCEPTABLE,
            desc = "Absent until found.")
    @Outcome(expect = FORBIDDEN, desc = "Found incomplete, or lost again.")
    @State
    public static class Rqspinlock extends OneOwner {
        public Rqspinlock() {
            super(new RqspinlockBackend());
        }

        @Actor
        public void filler() {
            create();
            lookupOnFirst();
        }

        @Actor
        public void reader(II_Result result) {
            result.r1 = lookupOnSecond();
            result.r2 = lookupOnSecond();
        }
    }

    /** The storage's cache, behind a busy counter. */
    @JCStressTest
    @Outcome(
            id = {"-1, -1", "-1, 42", "42, 42"},
            expect = ACCEPTABLE,
            desc = "Absent until found.")
    @Outcome(expect = FORBIDDEN, desc = "Found incomplete, or lost again.")
    @State
    public static class PerCpuCounter extends OneOwner {
        public PerCpuCounter() {
            super(new PerCpuCounterBackend());
        }

        @Actor
        public void filler() {
            create();
            lookupOnFirst();
        }

        @Actor
        public void reader(II_Result result) {
            result.r1 = lookupOnSecond();
            result.r2 = lookupOnSecond();
        }
    }

    /** A plain array. */
    @JCStressTest
    @Outcome(
            id = {"-1, -1", "-1, 42", "42, 42"},
            expect = ACCEPTABLE,
            desc = "Absent until found.")
    @Outcome(
            expect = ACCEPTABLE_INTERESTING,
            desc = "Found incomplete, or lost again. x86 keeps loads and stores in order, so it may not show it.")
    @State
    public static class Weakened {
        private final @Nullable Box[] cache = new Box[SLOTS];

        @Actor
        public void filler() {
            cache[0] = new Box();
        }

        @Actor
        public void reader(II_Result result) {
            result.r1 = value(cache[0]);
            result.r2 = value(cache[0]);
        }
    }
}
