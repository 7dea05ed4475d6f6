package dev.spinlab.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class JainTest {
    private static final double EXACTLY = 1e-12;

    @Test
    void equalSharesGiveOne() {
        assertThat(Jain.index(7)).isEqualTo(1);
        assertThat(Jain.index(5_000_000_000L, 5_000_000_000L, 5_000_000_000L)).isCloseTo(1, within(EXACTLY));
    }

    @Test
    void oneForAllGivesTheReciprocalOfTheirNumber() {
        assertThat(Jain.index(0, 0, 9, 0)).isCloseTo(0.25, within(EXACTLY));
    }

    @Test
    void anExampleByHand() {
        // (1 + 2 + 3)^2 / (3 (1 + 4 + 9))
        assertThat(Jain.index(1, 2, 3)).isCloseTo(36.0 / 42, within(EXACTLY));
    }

    @Test
    void nothingForAnybodyIsNoNumber() {
        assertThat(Jain.index(0, 0)).isNaN();
    }
}
