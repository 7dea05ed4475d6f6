package dev.spinlab.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.spinlab.list.LocklessList;
import dev.spinlab.list.LocklessNode;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Two push, one of them then takes all: no node is lost, and what is in a node is seen.
 *
 * <p>r1 is 1 if the first push found the list empty; r2 are the digits taken by the second, newest first.
 */
public final class ListPushAndTake {
    private static final int MOST_NODES = 2;

    private ListPushAndTake() {}

    /** An atomic reference. */
    @JCStressTest
    @Outcome(
            id = {"1, 21", "0, 12", "1, 2"},
            expect = ACCEPTABLE,
            desc = "The first push came before, between, or after.")
    @Outcome(expect = FORBIDDEN, desc = "A node or what is in it was lost.")
    @State
    public static class Model {
        private final AtomicReference<@Nullable Digit> head = new AtomicReference<>();

        @Actor
        public void first(II_Result result) {
            result.r1 = push(new Digit(1));
        }

        @Actor
        public void second(II_Result result) {
            push(new Digit(2));
            result.r2 = Digit.read(head.getAndSet(null));
        }

        private int push(Digit node) {
            while (true) {
                Digit seen = head.get();
                node.setNextInChain(seen);
                if (head.compareAndSet(seen, node)) {
                    return seen == null ? 1 : 0;
                }
            }
        }
    }

    /** The lock-less list. */
    @JCStressTest
    @Outcome(
            id = {"1, 21", "0, 12", "1, 2"},
            expect = ACCEPTABLE,
            desc = "The first push came before, between, or after.")
    @Outcome(expect = FORBIDDEN, desc = "A node or what is in it was lost.")
    @State
    public static class Lockless {
        private final LocklessList list = new LocklessList();

        @Actor
        public void first(II_Result result) {
            result.r1 = list.push(TwoCpus.FIRST, new Digit(1)) ? 1 : 0;
        }

        @Actor
        public void second(II_Result result) {
            list.push(TwoCpus.SECOND, new Digit(2));
            result.r2 = Digit.read(list.takeAll(TwoCpus.SECOND));
        }
    }

    /** A plain head. */
    @JCStressTest
    @Outcome(
            id = {"1, 21", "0, 12", "1, 2"},
            expect = ACCEPTABLE,
            desc = "The first push came before, between, or after.")
    @Outcome(
            expect = ACCEPTABLE_INTERESTING,
            desc =
                    "A node was overwritten, which every machine shows; one with a 0 is not written yet, which x86 hides.")
    @State
    public static class Weakened {
        private @Nullable Digit head;

        @Actor
        public void first(II_Result result) {
            result.r1 = push(new Digit(1));
        }

        @Actor
        public void second(II_Result result) {
            push(new Digit(2));
            Digit taken = head;
            head = null;
            result.r2 = Digit.read(taken);
        }

        private int push(Digit node) {
            Digit seen = head;
            node.setNextInChain(seen);
            head = node;
            return seen == null ? 1 : 0;
        }
    }

    /** A node with a digit that is plain, so that only the list orders its writing and reading. */
    static final class Digit extends LocklessNode {
        private int digit;

        Digit(int digit) {
            this.digit = digit;
        }

        /** Returns the digits of {@code chain} as one decimal number. */
        static int read(@Nullable LocklessNode chain) {
            int digits = 0;
            LocklessNode rest = chain;
            // One more than can be, to notice that.
            for (int i = 0; i <= MOST_NODES && rest != null; i++) {
                digits = digits * 10 + ((Digit) rest).digit;
                rest = rest.nextInChain();
            }
            return digits;
        }
    }
}
