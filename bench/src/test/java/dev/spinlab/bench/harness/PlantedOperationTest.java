package dev.spinlab.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.machine.Machine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlantedOperationTest {
    private static final int OPERATIONS = 10_000;

    private final Cpu cpu = Machine.builder().build().cpu(0);
    private final FakeClock clock = new FakeClock();
    private final Tally tally = new Tally(clock, null, null);
    private int calls;

    private int callsFor(Operation operation) {
        for (int done = 0; done < OPERATIONS; ) {
            done += tally.answered(operation.call(cpu, tally)) ? 1 : 0;
        }
        return calls;
    }

    private Errno once(Cpu ignored, Tally its) {
        calls++;
        return Errno.OK;
    }

    private Errno twoCalls(Cpu ignored, Tally its) {
        its.setUnfinished(++calls % 2 == 1);
        return Errno.OK;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.03, 0.05, 0.1, 0.2, 0.3, 1})
    void soMuchMoreIsDoneThanIsCounted(double share) {
        assertThat(callsFor(new PlantedOperation(this::once, share)))
                .isEqualTo((int) Math.round(OPERATIONS * (1 + share)));
        assertThat(tally.successes).isEqualTo(OPERATIONS);
    }

    @Test
    void anOperationOfSeveralCallsIsDoneAgainAsAWhole() {
        assertThat(callsFor(new PlantedOperation(this::twoCalls, 0.1))).isEqualTo(22_000);
    }

    @Test
    void whatIsRefusedIsNoOperation() {
        Operation refused = (ignored, its) -> ++calls % 3 == 0 ? Errno.OK : Errno.EBUSY;
        assertThat(callsFor(new PlantedOperation(refused, 0.1))).isEqualTo(33_000);
        assertThat(tally.refused.of(Errno.EBUSY))
                .as("refusals of what is planted are not counted")
                .isEqualTo(20_000);
    }

    @Test
    void theStopEndsWhatIsPlantedToo() {
        Operation last = (ignored, its) -> ++calls < 10 ? Errno.OK : Errno.EBUSY;
        PlantedOperation planted = new PlantedOperation(last, 0.1);
        clock.stopping = true;
        for (int i = 0; i < 10; i++) {
            planted.call(cpu, tally);
        }
        assertThat(calls).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.5, Double.NaN})
    void aShareOutOfRangeIsNamed(double share) {
        assertThatIllegalStateException()
                .isThrownBy(() -> new PlantedOperation(this::once, share))
                .withMessageStartingWith("-Dspinlab.planted=");
    }
}
