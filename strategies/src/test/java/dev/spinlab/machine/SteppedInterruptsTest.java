package dev.spinlab.machine;

import static dev.spinlab.machine.ContextLevel.HARDIRQ;
import static dev.spinlab.machine.ContextLevel.NMI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteppedInterruptsTest {
    private static long[] draw(InterruptSource source, int cpu, ContextLevel level, int count) {
        return LongStream.generate(() -> source.nextDistanceSteps(cpu, level))
                .limit(count)
                .toArray();
    }

    @Test
    void theSameSeedGivesTheSameDistancesInWhateverOrderTheCpusAsk() {
        SteppedInterrupts first = new SteppedInterrupts(42, 2, 100, 70);
        SteppedInterrupts second = new SteppedInterrupts(42, 2, 100, 70);

        long[] cpu0 = draw(first, 0, HARDIRQ, 100);
        long[] cpu1 = draw(first, 1, HARDIRQ, 100);
        long[] nmis = draw(first, 0, NMI, 100);

        assertThat(draw(second, 0, NMI, 100)).isEqualTo(nmis);
        assertThat(draw(second, 1, HARDIRQ, 100)).isEqualTo(cpu1);
        assertThat(draw(second, 0, HARDIRQ, 100)).isEqualTo(cpu0);
    }

    @Test
    void seedsCpusAndLevelsDiffer() {
        SteppedInterrupts source = new SteppedInterrupts(42, 2, 100, 100);
        long[] cpu0 = draw(source, 0, HARDIRQ, 100);

        assertThat(draw(source, 1, HARDIRQ, 100)).isNotEqualTo(cpu0);
        assertThat(draw(source, 0, NMI, 100)).isNotEqualTo(cpu0);
        assertThat(draw(new SteppedInterrupts(43, 2, 100, 100), 0, HARDIRQ, 100))
                .isNotEqualTo(cpu0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 10, 1000})
    void distancesAreUniformAroundTheirMean(long mean) {
        long[] drawn = draw(new SteppedInterrupts(7, 1, mean, 0), 0, HARDIRQ, 100_000);

        assertThat(LongStream.of(drawn).min().orElseThrow()).isBetween(1L, 1 + mean / 50);
        assertThat(LongStream.of(drawn).max().orElseThrow()).isBetween(2 * mean - 1 - mean / 50, 2 * mean - 1);
        // The mean of 100,000 uniform draws strays by less than a hundredth, at five standard errors.
        assertThat(LongStream.of(drawn).average().orElseThrow()).isCloseTo((double) mean, within(mean * 0.01));
    }

    @Test
    void aMeanOfZeroIsNever() {
        SteppedInterrupts source = new SteppedInterrupts(1, 1, 0, 5);

        assertThat(source.nextDistanceSteps(0, HARDIRQ)).isEqualTo(InterruptSource.NEVER);
        assertThat(source.nextDistanceSteps(0, NMI)).isBetween(1L, 9L);
        assertThat(InterruptSource.none().nextDistanceSteps(0, NMI)).isEqualTo(InterruptSource.NEVER);
    }

    @Test
    void aNegativeMeanIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SteppedInterrupts(1, 1, -1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new SteppedInterrupts(1, 1, 0, -1));
    }
}
