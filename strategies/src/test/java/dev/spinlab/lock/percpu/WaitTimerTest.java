package dev.spinlab.lock.percpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.layout.LeadingPad;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitTimerTest {
    private final WaitTimer timer = new WaitTimer();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 65_536})
    void theClockIsDueInTheFirstSpinAndThenOnceInSoMany(int spins) {
        timer.begin();
        for (int round = 0; round < 3; round++) {
            assertThat(timer.due(spins)).as("round %d", round).isTrue();
            for (int i = 1; i < spins; i++) {
                assertThat(timer.due(spins)).isFalse();
            }
        }
    }

    @Test
    void aNewWaitBeginsUnarmedWithTheClockDue() {
        timer.begin();
        assertThat(timer.due(10)).isTrue();
        timer.arm(5, 5);
        assertThat(timer.armed()).isTrue();
        assertThat(timer.due(10)).isFalse();
        timer.begin();
        assertThat(timer.armed()).isFalse();
        assertThat(timer.due(10)).isTrue();
    }

    @Test
    void aWaitExpiresAfterItsDeadlineAndNotAtIt() {
        timer.begin();
        timer.arm(100, 10);
        assertThat(timer.expired(100)).isFalse();
        assertThat(timer.expired(101)).isTrue();
    }

    @Test
    void checksAreMoreThanOneIntervalApart() {
        timer.begin();
        timer.arm(1_000, 10);
        assertThat(timer.checkDue(10, 10)).isFalse();
        assertThat(timer.checkDue(15, 10)).isTrue();
        assertThat(timer.checkDue(25, 10)).as("counted from the check before").isFalse();
        assertThat(timer.checkDue(26, 10)).isTrue();
    }

    @Test
    void timesMayWrapAround() {
        timer.begin();
        timer.arm(Long.MIN_VALUE + 5, Long.MAX_VALUE);
        assertThat(timer.expired(Long.MAX_VALUE)).isFalse();
        assertThat(timer.expired(Long.MIN_VALUE + 6)).isTrue();
        assertThat(timer.checkDue(Long.MIN_VALUE, 10)).isTrue();
    }

    @Test
    void aTimerIsPaddedSinceItsCpuWritesItInEverySpin() {
        assertThat(timer).isInstanceOf(LeadingPad.class);
    }
}
