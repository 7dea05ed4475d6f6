package dev.spinlab.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RoundsTest {
    @Test
    void aSequentialWalkVisitsEachMapOnce() {
        assertThat(Walk.round(1, false)).containsExactly(0);
        assertThat(Walk.round(5, false)).containsExactly(0, 1, 2, 3, 4);
        assertThat(Arrays.stream(Walk.round(1000, false)).distinct()).hasSize(1000);
    }

    @Test
    void anInterleavedWalkComesBackToTheFirstMapAfterEveryThird() {
        assertThat(Walk.round(1, true)).containsExactly(0, 0);
        assertThat(Walk.round(8, true)).containsExactly(0, 0, 1, 2, 3, 0, 4, 5, 6, 0, 7);
    }

    @Test
    void aMixHasItsSharesAndAnOrderThatTheSeedDecides() {
        byte[] round = ReadMostlyMix.round(1);
        assertThat(count(round, ReadMostlyMix.READ)).isEqualTo(900);
        assertThat(count(round, ReadMostlyMix.REPLACE)).isEqualTo(90);
        assertThat(count(round, ReadMostlyMix.RENEW)).isEqualTo(10);
        assertThat(ReadMostlyMix.round(1)).isEqualTo(round);
        assertThat(ReadMostlyMix.round(2)).isNotEqualTo(round);
        assertThat(count(Arrays.copyOf(round, 900), ReadMostlyMix.READ))
                .as("not sorted")
                .isLessThan(900);
    }

    private static int count(byte[] round, byte kind) {
        int count = 0;
        for (byte each : round) {
            count += each == kind ? 1 : 0;
        }
        return count;
    }
}
