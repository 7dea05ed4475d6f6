package dev.spinlab.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@NullMarked
class LocklessListTest {
    private final Cpu cpu = Interrupted.quietCpu();
    private final LocklessList list = new LocklessList();

    @Test
    void aPushSaysTrueIfAndOnlyIfTheListWasEmpty() {
        assertThat(list.push(cpu, new Numbered(1))).isTrue();
        assertThat(list.push(cpu, new Numbered(2))).isFalse();
        list.takeAll(cpu);
        assertThat(list.push(cpu, new Numbered(3))).isTrue();
    }

    @Test
    void whatIsTakenComesNewestFirst() {
        pushUpTo(3);

        assertThat(Numbered.numbers(list.takeAll(cpu))).containsExactly(3, 2, 1);
    }

    @Test
    void reversedItComesInTheOrderOfThePushes() {
        pushUpTo(3);

        assertThat(Numbered.numbers(LocklessList.reverse(list.takeAll(cpu)))).containsExactly(1, 2, 3);
        assertThat(LocklessList.reverse(null)).isNull();
    }

    @Test
    void takingLeavesTheListEmpty() {
        assertThat(list.isEmpty()).isTrue();
        assertThat(list.takeAll(cpu)).isNull();
        pushUpTo(2);
        assertThat(list.isEmpty()).isFalse();
        list.takeAll(cpu);
        assertThat(list.isEmpty()).isTrue();
        assertThat(list.takeAll(cpu)).isNull();
    }

    @Test
    void aNodeThatWasTakenCanBePushedAgain() {
        Numbered node = new Numbered(1);
        list.push(cpu, node);
        list.push(cpu, new Numbered(2));
        list.takeAll(cpu);

        list.push(cpu, node);

        assertThat(Numbered.numbers(list.takeAll(cpu))).containsExactly(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"HARDIRQ", "NMI"})
    void aPushThatComesAtAnyStepOfAPushLosesNothing(ContextLevel level) {
        int interrupted = 0;
        boolean[] firsts = new boolean[2];
        for (int k = 1; ; k++) {
            LocklessList target = new LocklessList();
            boolean handled = Interrupted.run(
                    level,
                    k,
                    handlerCpu -> firsts[1] = target.push(handlerCpu, new Numbered(2)),
                    operationCpu -> firsts[0] = target.push(operationCpu, new Numbered(1)));
            if (!handled) {
                break;
            }
            interrupted++;
            assertThat(Numbered.numbers(target.takeAll(cpu))).as("step %d", k).containsExactly(1, 2);
            assertThat(firsts).as("step %d", k).containsExactly(false, true);
        }
        assertThat(interrupted).isGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"HARDIRQ", "NMI"})
    void aPushThatComesAtAnyStepOfATakeIsTakenThenOrNextTime(ContextLevel level) {
        int interrupted = 0;
        for (int k = 1; ; k++) {
            LocklessList target = new LocklessList();
            target.push(cpu, new Numbered(1));
            List<Integer> taken = new ArrayList<>();
            boolean handled = Interrupted.run(
                    level,
                    k,
                    handlerCpu -> target.push(handlerCpu, new Numbered(2)),
                    operationCpu -> taken.addAll(Numbered.numbers(target.takeAll(operationCpu))));
            if (!handled) {
                break;
            }
            interrupted++;
            taken.addAll(Numbered.numbers(target.takeAll(cpu)));
            assertThat(taken).as("step %d", k).containsExactlyInAnyOrder(1, 2);
        }
        assertThat(interrupted).isPositive();
    }

    private void pushUpTo(int last) {
        for (int number = 1; number <= last; number++) {
            list.push(cpu, new Numbered(number));
        }
    }

    /** A node that can be told from others. */
    static final class Numbered extends LocklessNode {
        private final int number;

        Numbered(int number) {
            this.number = number;
        }

        static List<Integer> numbers(@Nullable LocklessNode chain) {
            List<Integer> numbers = new ArrayList<>();
            for (LocklessNode node = chain; node != null; node = node.nextInChain()) {
                numbers.add(((Numbered) node).number);
            }
            return numbers;
        }
    }
}
