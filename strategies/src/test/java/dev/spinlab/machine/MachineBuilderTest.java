package dev.spinlab.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.spinlab.machine.pinning.Pinning;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MachineBuilderTest {
    /** Pins nothing, may use CPUs 3 and 5, and remembers what it was asked. */
    private static final class Refusing implements Pinning {
        final List<Integer> asked = new ArrayList<>();

        @Override
        public Result pin(int physicalCpu) {
            asked.add(physicalCpu);
            return Result.refused("the test says so");
        }

        @Override
        public int[] allowedCpus() {
            return new int[] {3, 5};
        }
    }

    private static int[] physicalCpus(Machine machine) {
        return IntStream.range(0, machine.cpuCount()).map(machine::physicalCpu).toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 4097})
    void anImpossibleNumberOfCpusIsRefused(int count) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Machine.builder().cpus(count))
                .withMessageContaining(String.valueOf(count));
    }

    @Test
    void theDefaultIsOneFullyPreemptibleCpu() {
        Machine machine = Machine.builder().build();

        assertThat(machine.cpuCount()).isEqualTo(1);
        assertThat(machine.preemption()).isEqualTo(Preemption.FULL);
        assertThat(machine.cpu(0).machine()).isSameAs(machine);
        assertThat(machine.schedule()).isInstanceOf(NativeSchedule.class);
    }

    @Test
    void physicalCpusAreUsedInTurn() {
        assertThat(physicalCpus(Machine.builder().cpus(5).physicalCpus(7, 2, 4).build()))
                .containsExactly(7, 2, 4, 7, 2);
        assertThat(physicalCpus(
                        Machine.builder().cpus(3).pinning(new Refusing()).build()))
                .containsExactly(3, 5, 3);
        assertThatIllegalArgumentException().isThrownBy(() -> Machine.builder().physicalCpus());
    }

    @Test
    void laterChangesOfTheArrayOfPhysicalCpusHaveNoEffect() {
        int[] numbers = {1};
        MachineBuilder builder = Machine.builder().physicalCpus(numbers);
        numbers[0] = 9;

        assertThat(builder.build().physicalCpu(0)).isEqualTo(1);
    }

    @Test
    void aRefusedPinningIsToldOnceHoweverManyTasksBind() {
        Refusing pinning = new Refusing();
        List<String> notices = new ArrayList<>();
        Machine machine =
                Machine.builder().cpus(2).pinning(pinning).notices(notices::add).build();
        for (int i = 0; i < 4; i++) {
            Task task = machine.newTask(i % 2, "task " + i);
            task.bind();
            assertThat(task.pinned()).isFalse();
        }

        assertThat(pinning.asked).containsExactly(3, 5, 3, 5);
        assertThat(notices).singleElement().asString().contains("not pinned to CPU 3", "the test says so");
    }

    @Test
    void aSuccessfulPinningIsNotTold() {
        List<String> notices = new ArrayList<>();
        Pinning willing = new Pinning() {
            @Override
            public Result pin(int physicalCpu) {
                return Result.PINNED;
            }

            @Override
            public int[] allowedCpus() {
                return new int[] {0};
            }
        };
        Machine machine =
                Machine.builder().pinning(willing).notices(notices::add).build();
        Task task = machine.newTask(0, "task");

        assertThat(task.pinned()).isFalse();
        task.bind();
        assertThat(task.pinned()).isTrue();
        assertThat(notices).isEmpty();
    }

    @Test
    void aStartedMachineIsFixed() {
        Machine machine = Machine.builder().build();
        machine.start();

        assertThatIllegalStateException().isThrownBy(machine::start);
        assertThatIllegalStateException().isThrownBy(() -> machine.install(cpu -> {}));
        assertThatIllegalStateException().isThrownBy(() -> machine.setIdleTicker(task -> {}));
        assertThatIllegalStateException()
                .isThrownBy(() -> machine.setInterrupts(InterruptSource.none(), (cpu, level) -> {}));
    }

    @Test
    void tasksAreNumberedPerCpu() {
        Machine machine = Machine.builder().cpus(2).build();

        assertThat(machine.newTask(0, "a").index()).isZero();
        assertThat(machine.newTask(1, "b").index()).isZero();
        Task last = machine.newTask(0, "c");
        assertThat(last.index()).isEqualTo(1);
        assertThat(last).hasToString("c on cpu 0");
        assertThat(machine.tasks()).hasSize(3).endsWith(last);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> machine.newTask(2, "nowhere"));
        assertThat(machine.tasks()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void aPreemptionModelIsFoundByItsId(Preemption model) {
        assertThat(Preemption.of(model.id())).isEqualTo(model);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Preemption.of("voluntary"))
                .withMessageContaining(model.id());
    }
}
