package dev.spinlab.results.gate.timed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.results.gate.export.Direction;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowSampleTest {
    private static final RowKey CPU = GateFixture.row(0);

    private static RowKey of(Metric metric, String code) {
        return new RowKey(CPU.backend(), CPU.workload(), metric, code);
    }

    /** The forks of base and head count up: their values are told apart by their size. */
    private static GateData data() {
        return GateFixture.seeded(1)
                .rows(1)
                .rounds(3)
                .changing(fork -> new ForkValues(
                        fork.sequence(),
                        fork.arm(),
                        Map.of(Metric.CPU, (fork.arm() == Arm.HEAD ? 1000.0 : 1.0) + fork.sequence()),
                        fork.arm() == Arm.HEAD ? Map.of("EBUSY", 50L, "EDEADLK", 0L) : Map.of("EBUSY", 10L),
                        1000,
                        fork.arm() == Arm.HEAD ? 2 : 0,
                        fork.arm() == Arm.HEAD ? 40 : 30))
                .data();
    }

    @Test
    void everythingMeasuredIsARowButCodesThatNeverOccurred() {
        assertThat(RowSample.rows(data()))
                .containsExactly(
                        CPU, of(Metric.FAILED_CALLS, "EBUSY"), of(Metric.VIOLATIONS, ""), of(Metric.BACKLOG, ""));
        assertThat(RowSample.rows(data().withBlocks(List.of()))).isEmpty();
    }

    @Test
    void anArmHasTwoForksOfEveryBlockOfHeadAgainstBaseAndNoneOfTheControls() {
        for (Arm arm : List.of(Arm.BASE, Arm.HEAD)) {
            List<Double> forks = RowSample.of(data(), CPU, arm).forks();
            assertThat(forks).hasSize(6).isSorted();
            assertThat(forks).allMatch(value -> value >= 1000 == (arm == Arm.HEAD));
        }
        assertThat(RowSample.of(data(), GateFixture.row(1), Arm.HEAD).forks()).isEmpty();
        assertThat(RowSample.of(data(), of(Metric.P99, ""), Arm.HEAD).forks()).isEmpty();
    }

    @Test
    void countsAreValuesToo() {
        assertThat(RowSample.of(data(), of(Metric.FAILED_CALLS, "EBUSY"), Arm.HEAD)
                        .forks())
                .containsOnly(0.05);
        assertThat(RowSample.of(data(), of(Metric.FAILED_CALLS, "EBUSY"), Arm.BASE)
                        .forks())
                .containsOnly(0.01);
        assertThat(RowSample.of(data(), of(Metric.VIOLATIONS, ""), Arm.HEAD).forks())
                .containsOnly(2.0);
        assertThat(RowSample.of(data(), of(Metric.BACKLOG, ""), Arm.BASE).forks())
                .containsOnly(30.0);
    }

    @Test
    void theMedianIsThatOfTheForks() {
        RowSample sample = RowSample.of(data(), CPU, Arm.BASE);
        List<Double> forks = sample.forks();
        assertThat(sample.median().estimate()).isEqualTo((forks.get(2) + forks.get(3)) / 2);
        assertThat(sample.median().low()).isEqualTo(forks.get(0));
        assertThat(sample.median().high()).isEqualTo(forks.get(5));
    }

    @Test
    void theDirectionIsTheMetrics() {
        assertThat(new RowSample(CPU, List.of()).direction()).isEqualTo(Direction.SMALLER_IS_BETTER);
        assertThat(new RowSample(of(Metric.GOODPUT, ""), List.of()).direction()).isEqualTo(Direction.GREATER_IS_BETTER);
    }
}
