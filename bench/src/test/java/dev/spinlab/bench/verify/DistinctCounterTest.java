package dev.spinlab.bench.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DistinctCounterTest {
    private static final int MANY = 300_000;

    @Test
    void countsEachNumberOnceHoweverOftenItComes() {
        DistinctCounter counter = new DistinctCounter(1L << 30);
        for (int pass = 0; pass < 2; pass++) {
            SplittableRandom random = new SplittableRandom(1);
            for (int i = 0; i < MANY; i++) {
                counter.add(random.nextLong());
            }
        }
        counter.add(0);
        counter.add(0);
        assertThat(counter.count()).isEqualTo(MANY + 1);
        assertThat(counter.isLowerBound()).isFalse();
    }

    @Test
    void withoutMemoryTheCountIsALowerBoundAndSaysSo() {
        DistinctCounter counter = new DistinctCounter(1);
        for (long i = 1; i <= MANY; i++) {
            counter.add(i);
        }
        assertThat(counter.isLowerBound()).isTrue();
        assertThat(counter.count()).isBetween(1L, (long) MANY);
    }
}
