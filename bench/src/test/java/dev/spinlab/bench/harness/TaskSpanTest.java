package dev.spinlab.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TaskSpanTest {
    private static double share(TaskSpan... spans) {
        return TaskSpan.competingShare(List.of(spans));
    }

    @Test
    void tasksThatAreThereFromBeginningToEndCompeteAllTheTime() {
        assertThat(share(new TaskSpan(100, 100, 900), new TaskSpan(100, 100, 900)))
                .isEqualTo(1);
        assertThat(share(new TaskSpan(100, 100, 900))).isEqualTo(1);
    }

    @Test
    void whoComesLateOrLeavesEarlyIsSeen() {
        assertThat(share(new TaskSpan(0, 0, 1_000), new TaskSpan(60, 60, 1_000)))
                .as("late")
                .isCloseTo(0.94, within(1e-9));
        assertThat(share(new TaskSpan(0, 0, 1_000), new TaskSpan(0, 0, 940)))
                .as("early")
                .isCloseTo(0.94, within(1e-9));
        assertThat(share(new TaskSpan(0, 0, 100), new TaskSpan(200, 200, 300)))
                .as("one after the other")
                .isZero();
    }

    @Test
    void aTaskThatWaitsForItsCpuCompetes() {
        assertThat(share(new TaskSpan(0, 0, 1_000), new TaskSpan(10, 500, 1_000)))
                .isCloseTo(0.99, within(1e-9));
    }

    @Test
    void nobodyStartsBeforeTheIterationDoes() {
        assertThat(share(new TaskSpan(0, 500, 1_000), new TaskSpan(100, 600, 1_000)))
                .isEqualTo(1);
    }

    @Test
    void ofNothingThereIsNoShare() {
        assertThat(share()).isNaN();
    }
}
