package dev.spinlab.lincheck;

import dev.spinlab.list.LocklessList;
import dev.spinlab.list.LocklessNode;
import dev.spinlab.machine.Cpu;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The lock-less list is a stack that is emptied at once; a push says whether it found it empty. */
class LocklessListLincheckTest {
    private static final int THREADS = 3;

    /** A stack of digits, as both the list and its specification show it: the newest is the last digit, 0 is empty. */
    public abstract static class Digits {
        private final Stations stations = Stations.ofBareMachine();

        abstract boolean push(Cpu cpu, Node node);

        abstract @Nullable LocklessNode takeAll(Cpu cpu);

        /** Returns 1 if the list was empty, 0 if not. */
        @Operation
        public int push(
                @Param(gen = ThreadIdGen.class) int thread, @Param(gen = IntGen.class, conf = "1:9") int digit) {
            return stations.run(thread, cpu -> push(cpu, new Node(digit)) ? 1 : 0);
        }

        /** Returns the digits, newest first. */
        @Operation
        public String takeAll(@Param(gen = ThreadIdGen.class) int thread) {
            StringBuilder digits = new StringBuilder();
            stations.run(thread, cpu -> {
                // Bounded by the number of pushes, unless nodes were linked to each other in a circle.
                for (LocklessNode rest = takeAll(cpu); rest != null; rest = rest.nextInChain()) {
                    digits.append(((Node) rest).digit);
                }
                return digits.length();
            });
            return digits.toString();
        }
    }

    static final class Node extends LocklessNode {
        final int digit;

        Node(int digit) {
            this.digit = digit;
        }
    }

    public static final class Lockless extends Digits {
        private final LocklessList list = new LocklessList();

        @Override
        boolean push(Cpu cpu, Node node) {
            return list.push(cpu, node);
        }

        @Override
        @Nullable
        LocklessNode takeAll(Cpu cpu) {
            return list.takeAll(cpu);
        }
    }

    /** Stores the new head where the list compares first: what another pushed in between is lost. */
    public static final class PlainPush extends Digits {
        private volatile @Nullable LocklessNode first;

        @Override
        boolean push(Cpu cpu, Node node) {
            LocklessNode seen = first;
            node.setNextInChain(seen);
            first = node;
            return seen == null;
        }

        @Override
        @Nullable
        LocklessNode takeAll(Cpu cpu) {
            LocklessNode taken = first;
            first = null;
            return taken;
        }
    }

    /** What the list does, for one thread. */
    public static final class Specification {
        private String digits = "";

        public int push(int thread, int digit) {
            boolean wasEmpty = digits.isEmpty();
            digits = digit + digits;
            return wasEmpty ? 1 : 0;
        }

        public String takeAll(int thread) {
            String taken = digits;
            digits = "";
            return taken;
        }
    }

    @Test
    void inEnumeratedSchedules() {
        Linearizability.modelCheck(Lockless.class, Specification.class, THREADS);
    }

    @Test
    void withRealThreads() {
        Linearizability.stress(Lockless.class, Specification.class, THREADS);
    }

    @Test
    void aPushThatDoesNotCompareIsFound() {
        Linearizability.assertFound(PlainPush.class, Specification.class, 2);
    }
}
