package dev.spinlab.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.spinlab.backend.RqspinlockBackend;
import dev.spinlab.list.PlainList;
import dev.spinlab.list.PlainNode;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Who finds a new element finds it complete. r1 is what was found in it, -1 if none was. */
public final class ElementPublished {
    private ElementPublished() {}

    /** A volatile reference. */
    @JCStressTest
    @Outcome(
            id = {"-1", "42"},
            expect = ACCEPTABLE,
            desc = "Absent, or complete.")
    @Outcome(expect = FORBIDDEN, desc = "Found before it was written.")
    @State
    public static class Model {
        private volatile @Nullable Box published;

        @Actor
        public void creator() {
            published = new Box();
        }

        @Actor
        public void reader(I_Result result) {
            Box found = published;
            result.r1 = found == null ? -1 : found.value;
        }
    }

    /** The published addition to a plain list. */
    @JCStressTest
    @Outcome(
            id = {"-1", "42"},
            expect = ACCEPTABLE,
            desc = "Absent, or complete.")
    @Outcome(expect = FORBIDDEN, desc = "Found before it was written.")
    @State
    public static class Listed {
        private final PlainList<Box> list = new PlainList<>();

        @Actor
        public void creator() {
            list.addPublished(TwoCpus.FIRST, new PlainNode<>(new Box()));
        }

        @Actor
        public void reader(I_Result result) {
            PlainNode<Box> found = list.firstAcquire();
            result.r1 = found == null ? -1 : found.item().value;
        }
    }

    /** The creation of an element and its storage. */
    @JCStressTest
    @Outcome(
            id = {"-1", "42"},
            expect = ACCEPTABLE,
            desc = "Absent, or complete.")
    @Outcome(expect = FORBIDDEN, desc = "Found before it was written.")
    @State
    public static class Stored extends OneOwner {
        public Stored() {
            super(new RqspinlockBackend());
        }

        @Actor
        public void creator() {
            create();
        }

        @Actor
        public void reader(I_Result result) {
            result.r1 = lookupOnSecond();
        }
    }

    /** A plain reference. */
    @JCStressTest
    @Outcome(
            id = {"-1", "42"},
            expect = ACCEPTABLE,
            desc = "Absent, or complete.")
    @Outcome(
            id = "0",
            expect = ACCEPTABLE_INTERESTING,
            desc = "Found before it was written. x86 keeps stores in order, so it may not show it.")
    @State
    public static class Weakened {
        private @Nullable Box published;

        @Actor
        public void creator() {
            published = new Box();
        }

        @Actor
        public void reader(I_Result result) {
            Box found = published;
            result.r1 = found == null ? -1 : found.value;
        }
    }

    /** Something with a plain field, which is not final lest that alone order it. */
    static final class Box {
        int value;

        Box() {
            value = 42;
        }
    }
}
