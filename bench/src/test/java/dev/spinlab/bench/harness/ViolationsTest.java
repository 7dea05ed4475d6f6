package dev.spinlab.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.storage.Audit;
import org.junit.jupiter.api.Test;

class ViolationsTest {
    private final Violations violations = new Violations();

    @Test
    void eachViolationIsCountedOnce() {
        assertThat(violations.since(new Audit(3, 0, 1, 0))).isEqualTo(new Audit(3, 0, 1, 0));
        assertThat(violations.since(new Audit(3, 0, 1, 0)).clean()).isTrue();
        assertThat(violations.since(new Audit(5, 2, 1, 4))).isEqualTo(new Audit(2, 2, 0, 4));
    }

    @Test
    void whatComesBackIsNotCountedAgainAndHidesNothing() {
        violations.since(new Audit(5, 0, 0, 0));
        assertThat(violations.since(new Audit(2, 0, 1, 0))).isEqualTo(new Audit(0, 0, 1, 0));
        assertThat(violations.since(new Audit(6, 0, 1, 0))).isEqualTo(new Audit(1, 0, 0, 0));
    }
}
