package dev.spinlab.machine.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodTest {
    private static final int DRAWS = 100_000;

    private static double mean(Period period, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long sum = 0;
        for (int i = 0; i < DRAWS; i++) {
            sum += period.next(random);
        }
        return (double) sum / DRAWS;
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 19_999, 1_000_001})
    void aPeriodOutOfRangeIsRefused(long nanos) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Period(nanos, false))
                .withMessageContaining(String.valueOf(nanos));
    }

    @Test
    void fixedDistancesAreAllAlikeButTheFirstFallsAnywhere() {
        Period period = new Period(50_000, false);

        assertThat(mean(period, 7)).isEqualTo(50_000);
        assertThat(period.first(new SplittableRandom(1))).isBetween(1L, 50_000L);
        assertThat(period.first(new SplittableRandom(1))).isNotEqualTo(period.first(new SplittableRandom(2)));
    }

    @Test
    void drawnDistancesHaveTheMeanAndRepeatWithTheSeed() {
        Period period = new Period(50_000, true);

        assertThat(mean(period, 7)).isBetween(49_000.0, 51_000.0).isEqualTo(mean(period, 7));
        assertThat(mean(period, 8)).isNotEqualTo(mean(period, 7));
    }
}
