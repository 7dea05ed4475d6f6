package dev.spinlab.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.storage.Audit;
import org.junit.jupiter.api.Test;

class ViolationsTest {
    private final Violations violations = new Violations();

    @Test
    void eachViolationIsCountedOnce() {
        assertThat(violations.report(new Audit(3, 0, 1, 0), true)).isEqualTo(new Audit(3, 0, 1, 0));
        assertThat(violations.report(new Audit(3, 0, 1, 0), true).clean()).isTrue();
        assertThat(violations.report(new Audit(5, 2, 1, 4), true)).isEqualTo(new Audit(2, 2, 0, 4));
    }

    @Test
    void whatComesBackIsNotCountedAgainAndHidesNothing() {
        violations.report(new Audit(5, 0, 0, 0), true);
        assertThat(violations.report(new Audit(2, 0, 1, 0), true)).isEqualTo(new Audit(0, 0, 1, 0));
        assertThat(violations.report(new Audit(6, 0, 1, 0), true)).isEqualTo(new Audit(1, 0, 0, 0));
    }

    @Test
    void whatHappensInAWarmUpIsReportedWithTheFirstMeasuredIteration() {
        assertThat(violations.report(new Audit(4, 0, 0, 0), false).clean()).isTrue();
        assertThat(violations.report(new Audit(5, 0, 0, 0), true)).isEqualTo(new Audit(5, 0, 0, 0));
        assertThat(violations.report(new Audit(5, 0, 0, 0), true).clean()).isTrue();
    }
}
