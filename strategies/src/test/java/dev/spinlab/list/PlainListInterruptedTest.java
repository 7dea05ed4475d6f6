package dev.spinlab.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A complete add of "handler" in front of each step of an add of "task", on a list that had "old" or nothing. */
@NullMarked
class PlainListInterruptedTest {
    @Test
    void onANonEmptyListAnAddLosesTheHandlersNodeBetweenItsFirstAndItsLastStep() {
        assertThat(stepsThatLose(ContextLevel.HARDIRQ, Rig.NON_EMPTY, PlainList::add, 5))
                .containsExactly(2, 3, 4, 5);
    }

    @Test
    void onAnEmptyListAnAddLosesTheHandlersNodeBetweenItsFirstAndItsLastStep() {
        assertThat(stepsThatLose(ContextLevel.HARDIRQ, Rig.EMPTY, PlainList::add, 4))
                .containsExactly(2, 3, 4);
    }

    @Test
    void aForwardWalkDoesNotShowTheLossBetweenTheLastTwoSteps() {
        Rig rig = new Rig(Rig.NON_EMPTY);

        rig.interruptAdd(ContextLevel.HARDIRQ, 5, PlainList::add);

        assertThat(PlainListTest.items(rig.list.firstAcquire())).containsExactly("handler", "task", "old");
        assertThat(rig.lostWhenAllAreDeleted()).containsExactly("handler");
    }

    @Test
    void aStalePreviousPointerLeavesADeletedNodeReachable() {
        Rig rig = new Rig(Rig.NON_EMPTY);

        rig.interruptAdd(ContextLevel.HARDIRQ, 4, PlainList::add);

        assertThat(rig.lostWhenAllAreDeleted()).containsExactly("handler");
        assertThat(PlainListTest.items(rig.list.firstAcquire())).containsExactly("old");
    }

    @Test
    void theOtherStepsLeaveNothingBehind() {
        for (int k : new int[] {1, 2, 3, 5}) {
            Rig rig = new Rig(Rig.NON_EMPTY);
            rig.interruptAdd(ContextLevel.HARDIRQ, k, PlainList::add);
            rig.lostWhenAllAreDeleted();
            assertThat(rig.list.isEmpty()).as("step %d", k).isTrue();
        }
    }

    @Test
    void anAddForReadersLosesTheHandlersNodeOnlyBetweenItsReadAndItsPublication() {
        assertThat(stepsThatLose(ContextLevel.HARDIRQ, Rig.NON_EMPTY, PlainList::addPublished, 3))
                .containsExactly(2);
        assertThat(stepsThatLose(ContextLevel.HARDIRQ, Rig.EMPTY, PlainList::addPublished, 2))
                .containsExactly(2);
    }

    @Test
    void maskingKeepsAHardwareInterruptOutAtEveryStep() {
        assertThat(stepsThatLose(ContextLevel.HARDIRQ, Rig.NON_EMPTY, PlainListInterruptedTest::maskedAdd, 5))
                .isEmpty();
    }

    @Test
    void maskingDoesNotKeepAnNmiOut() {
        assertThat(stepsThatLose(ContextLevel.NMI, Rig.NON_EMPTY, PlainListInterruptedTest::maskedAdd, 5))
                .containsExactly(2, 3, 4, 5);
    }

    @ParameterizedTest
    @EnumSource(names = {"HARDIRQ", "NMI"})
    void aHandlerThatAddsDuringTheUnlinkOfTheFirstNodeCanBeLost(ContextLevel level) {
        Set<Integer> losing = new TreeSet<>();
        for (int k = 1; k <= 3; k++) {
            Rig rig = new Rig(Rig.NON_EMPTY);
            boolean handled = Interrupted.run(
                    level, k, cpu -> rig.list.add(cpu, rig.handlerNode), cpu -> rig.list.unlink(cpu, rig.old));
            assertThat(handled).as("an unlink of an only node has step %d", k).isTrue();
            if (!PlainListTest.items(rig.list.firstAcquire()).contains("handler")) {
                losing.add(k);
            }
        }
        assertThat(losing).containsExactly(2);
    }

    private static void maskedAdd(PlainList<String> list, Cpu cpu, PlainNode<String> node) {
        cpu.irqSave();
        list.add(cpu, node);
        cpu.irqRestore();
    }

    /** Interrupts at every step; checks the number of steps, and that nobody but the handler's node is ever lost. */
    private static Set<Integer> stepsThatLose(ContextLevel level, boolean empty, Add add, int steps) {
        Set<Integer> losing = new TreeSet<>();
        for (int k = 1; k <= steps; k++) {
            Rig rig = new Rig(empty);
            assertThat(rig.interruptAdd(level, k, add))
                    .as("the add has step %d", k)
                    .isTrue();
            List<String> lost = rig.lostWhenAllAreDeleted();
            assertThat(lost).as("step %d", k).isSubsetOf("handler");
            if (!lost.isEmpty()) {
                losing.add(k);
            }
        }
        assertThat(new Rig(empty).interruptAdd(level, steps + 1, add))
                .as("the add has %d steps", steps)
                .isFalse();
        return losing;
    }

    private interface Add {
        void add(PlainList<String> list, Cpu cpu, PlainNode<String> node);
    }

    private static final class Rig {
        static final boolean EMPTY = true;
        static final boolean NON_EMPTY = false;

        final PlainList<String> list = new PlainList<>();
        final PlainNode<String> old = new PlainNode<>("old");
        final PlainNode<String> handlerNode = new PlainNode<>("handler");
        private final PlainNode<String> taskNode = new PlainNode<>("task");
        private final List<PlainNode<String>> added = new ArrayList<>();
        private final Cpu quiet = Interrupted.quietCpu();

        Rig(boolean empty) {
            if (!empty) {
                list.add(quiet, old);
                added.add(old);
            }
        }

        boolean interruptAdd(ContextLevel level, int step, Add add) {
            boolean handled = Interrupted.run(
                    level, step, cpu -> add.add(list, cpu, handlerNode), cpu -> add.add(list, cpu, taskNode));
            added.add(taskNode);
            if (handled) {
                added.add(handlerNode);
            }
            return handled;
        }

        /** Deletes all nodes, the oldest first, and returns those that could not be found when their turn came. */
        List<String> lostWhenAllAreDeleted() {
            List<String> lost = new ArrayList<>();
            for (PlainNode<String> node : Collections.unmodifiableList(added)) {
                if (PlainListTest.items(list.firstAcquire()).contains(node.item())) {
                    list.unlink(quiet, node);
                } else {
                    lost.add(node.item());
                }
            }
            return lost;
        }
    }
}
