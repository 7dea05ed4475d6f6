package dev.spinlab.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class ProportionalityTest {
    private static final int OPERATIONS = 100;

    private final long[] now = {0};
    private int batches;

    private double measure() {
        return Proportionality.measure(() -> now[0], this::steady, OPERATIONS);
    }

    private boolean steady(int operations) {
        now[0] += 10L * operations;
        return true;
    }

    @Test
    void twiceTheWorkTakesTwiceTheTime() {
        assertThat(measure()).isEqualTo(1);
    }

    @Test
    void theQuartileWithstandsInterruptions() {
        double ratio = Proportionality.measure(
                () -> now[0],
                operations -> {
                    now[0] += ++batches % 3 == 0 ? 1_000_000 : 0;
                    return steady(operations);
                },
                OPERATIONS);
        assertThat(ratio).isEqualTo(1);
    }

    @Test
    void workThatWasOptimisedAwayIsSeen() {
        double ratio = Proportionality.measure(
                () -> now[0],
                operations -> {
                    now[0] += 500;
                    return true;
                },
                OPERATIONS);
        assertThat(ratio).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void workThatGrowsWithTheBatchIsSeen() {
        double ratio = Proportionality.measure(
                () -> now[0],
                operations -> {
                    now[0] += (long) operations * operations;
                    return true;
                },
                OPERATIONS);
        assertThat(ratio).isCloseTo(2, within(1e-9));
    }

    @Test
    void codeThatIsStillGettingQuickerIsNoDisproportion() {
        double ratio = Proportionality.measure(
                () -> now[0],
                operations -> {
                    for (int i = 0; i < operations; i++) {
                        now[0] += 1_000_000 - batches++;
                    }
                    return true;
                },
                OPERATIONS);
        assertThat(ratio).isCloseTo(1, within(1e-3));
    }

    @Test
    void aBatchThatCannotBeDoneGivesNoRatio() {
        assertThat(Proportionality.measure(() -> now[0], operations -> false, OPERATIONS))
                .isNaN();
    }

    @Test
    void anOperationThatTakesLongIsNotTriedOrNotRepeated() {
        assertThat(Proportionality.check(() -> now[0], this::steady, 250_000_000))
                .isNaN();
        assertThat(now[0]).as("not tried").isZero();
        IntPredicate slow = operations -> {
            now[0] += 1_000_000L * operations;
            return true;
        };
        assertThat(Proportionality.check(() -> now[0], slow, 1_000_000)).isNaN();
        assertThat(now[0]).as("three times four operations").isEqualTo(12_000_000);
        assertThat(Proportionality.check(() -> now[0], this::steady, 1_000_000)).isEqualTo(1);
    }

    @Test
    void aBatchTakesAboutAsLongWhateverAnOperationTakes() {
        assertThat(operations(10)).isEqualTo(15_000);
        assertThat(operations(100_000)).isEqualTo(1);
        assertThat(operations(0)).as("as many as there may be").isEqualTo(65_536);
        assertThat(operations(2_000_000)).as("too long for a check in passing").isZero();
    }

    @Test
    void neitherColdCallsNorWhatIsDueAtTheStartMakeBatchesSmall() {
        int operations = Proportionality.operations(() -> now[0], count -> {
            for (int i = 0; i < count; i++) {
                now[0] += ++batches <= 4 ? 1_000_000 : 10;
            }
            return true;
        });
        assertThat(operations).isEqualTo(15_000);
    }

    private int operations(long operationNanos) {
        return Proportionality.operations(() -> now[0], count -> {
            now[0] += count * operationNanos;
            return true;
        });
    }
}
