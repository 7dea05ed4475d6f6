package dev.spinlab.results.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdjustedPValuesTest {
    private static final Offset<Double> TINY = Offset.offset(1e-15);

    @Test
    void adjustsAsRDoes() {
        // p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") and "BH" of R.
        assertThat(Holm.adjusted(0.01, 0.04, 0.03, 0.005)).containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, TINY);
        assertThat(BenjaminiHochberg.adjusted(0.01, 0.04, 0.03, 0.005))
                .containsExactly(new double[] {0.02, 0.04, 0.04, 0.02}, TINY);
    }

    @Test
    void neverAboveOneAndNeverOutOfOrder() {
        assertThat(Holm.adjusted(0.6, 0.5, 1)).containsExactly(1, 1, 1);
        assertThat(Holm.adjusted(0.001, 0.4, 0.35)).containsExactly(new double[] {0.003, 0.7, 0.7}, TINY);
        // 0.07 · 3 / 2 = 0.105 would be above what the greatest gets.
        assertThat(BenjaminiHochberg.adjusted(0.07, 0.09, 0.01)).containsExactly(new double[] {0.09, 0.09, 0.03}, TINY);
        assertThat(BenjaminiHochberg.adjusted(1, 1, 0.9)).containsExactly(1, 1, 1);
    }

    @Test
    void aStepThatIsTakenFreesTheNext() {
        assertThat(Holm.adjusted(0, 0.005)).containsExactly(0, 0.005);
        assertThat(Holm.adjusted(1, 0.005)).containsExactly(1, 0.01);
    }

    @Test
    void oneAloneStaysAndNoneIsNone() {
        assertThat(Holm.adjusted(0.3)).containsExactly(0.3);
        assertThat(BenjaminiHochberg.adjusted(0.3)).containsExactly(0.3);
        assertThat(Holm.adjusted()).isEmpty();
        assertThat(BenjaminiHochberg.adjusted()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-9, 1 + 1e-9, Double.NaN})
    void whatIsNoPValueIsRejected(double p) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Holm.adjusted(0.5, p))
                .withMessage("not a p-value: " + p);
        assertThatIllegalArgumentException().isThrownBy(() -> BenjaminiHochberg.adjusted(p));
    }
}
