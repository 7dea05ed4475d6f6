package dev.spinlab.results.gate.export;

import static dev.spinlab.results.gate.export.Direction.GREATER_IS_BETTER;
import static dev.spinlab.results.gate.export.Direction.SMALLER_IS_BETTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportedTest {
    @ParameterizedTest
    @CsvSource({
        "' ',m,u,1,1,1,1,name is blank",
        "n,' ',u,1,1,1,1,metric is blank",
        "n,m,' ',1,1,1,1,unit is blank",
        "n,m,ns per op,1,1,1,1,unit 'ns per op' has a space",
        "n,m,u,NaN,1,1,1,n has a fork whose value is no number",
        "n,m,u,-Infinity,1,1,1,n has a fork whose value is no number",
        "n,m,u,1,NaN,1,1,n has no estimate",
        "n,m,u,1,Infinity,1,1,n has no estimate",
        "n,m,u,1,2,2.5,3,'n has limits that do not enclose its estimate: 2.5, 3.0'",
        "n,m,u,1,2,1,1.5,'n has limits that do not enclose its estimate: 1.0, 1.5'",
        "n,m,u,1,2,NaN,3,'n has limits that do not enclose its estimate: NaN, 3.0'",
        "n,m,u,1,2,1,NaN,'n has limits that do not enclose its estimate: 1.0, NaN'",
        "n,m,u,1,2,-Infinity,3,'n has limits that do not enclose its estimate: -Infinity, 3.0'",
        "n,m,u,1,2,1,Infinity,'n has limits that do not enclose its estimate: 1.0, Infinity'"
    })
    void whatNoFormatCanSayIsRefused(
            String name,
            String metric,
            String unit,
            double fork,
            double estimate,
            double low,
            double high,
            String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Exported(name, metric, unit, SMALLER_IS_BETTER, List.of(1.0, fork), estimate, low, high))
                .withMessage(why);
    }

    @Test
    void namesHaveNoControlCharacters() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Results.of("a\nb", "m", "u", SMALLER_IS_BETTER))
                .withMessage("name 'a?b' has a control character");
    }

    @Test
    void thereIsAFork() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Exported("n", "m", "u", SMALLER_IS_BETTER, List.of(), 1, 1, 1))
                .withMessage("n has no fork");
    }

    @Test
    void limitsMayBeTheEstimateOrMissing() {
        assertThat(new Exported("n", "m", "u", SMALLER_IS_BETTER, List.of(1.0), 1, 1, 1).hasLimits())
                .isTrue();
        assertThat(Results.P99.hasLimits()).isFalse();
        assertThat(Results.P99.fullName()).isEqualTo("rqspinlock/create+delete, 2 tasks p99Nanos");
    }

    @Test
    void theDirectionSaysWhatIsWorse() {
        assertThat(SMALLER_IS_BETTER.isWorse(0.1)).isTrue();
        assertThat(SMALLER_IS_BETTER.isWorse(0)).isFalse();
        assertThat(SMALLER_IS_BETTER.isWorse(-0.1)).isFalse();
        assertThat(SMALLER_IS_BETTER.isWorse(Double.NaN)).isFalse();
        assertThat(GREATER_IS_BETTER.isWorse(0.1)).isFalse();
        assertThat(GREATER_IS_BETTER.isWorse(0)).isFalse();
        assertThat(GREATER_IS_BETTER.isWorse(-0.1)).isTrue();
        assertThat(GREATER_IS_BETTER.isWorse(Double.NaN)).isFalse();
        assertThat(SMALLER_IS_BETTER.text()).isEqualTo("smaller is better");
        assertThat(GREATER_IS_BETTER.text()).isEqualTo("greater is better");
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "1,1",
        "0.1,0.1",
        "100,100",
        "5.25e6,5250000",
        "-2.5,-2.5",
        "1e-7,0.0000001",
        "0.333333333333333333,0.333333333333333",
        "1e23,100000000000000000000000",
        "123456.7891234567,123456.789123457"
    })
    void decimalsArePlain(double value, String text) {
        assertThat(Decimals.of(value)).isEqualTo(text);
    }
}
