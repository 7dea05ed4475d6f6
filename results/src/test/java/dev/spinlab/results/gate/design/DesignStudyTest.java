package dev.spinlab.results.gate.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.spinlab.results.gate.design.DesignStudy.Value;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DesignStudyTest {
    private static DesignStudy study(double... logRatios) {
        List<Value> values = new ArrayList<>();
        for (double logRatio : logRatios) {
            values.add(new Value("quiet", "rqspinlock", "lookup-hit", 2, logRatio / 10));
            values.add(new Value("loud", "rqspinlock", "lookup-hit", 1, logRatio));
            values.add(new Value("loud", "llist-deferred-free", "lookup-hit", 3, logRatio));
        }
        return new DesignStudy("2026-11-21T12:00:00Z", 1, "a machine", values);
    }

    @Test
    void aRoundHoldsTheControlsTooAndTheBudgetWholeRounds() {
        List<DesignStudy.Row> rows = study(0.01, -0.02, 0.03).rows(100);
        assertThat(rows).extracting(row -> row.first().design()).containsExactly("quiet", "loud", "loud");
        assertThat(rows)
                .extracting(row -> row.first().backend())
                .containsExactly("rqspinlock", "llist-deferred-free", "rqspinlock");
        // One row of 2 s and two controls of that; two rows of 4 s together and two controls of 2 s each.
        assertThat(rows).extracting(DesignStudy.Row::inBudget).containsExactly(16, 12, 12);
        assertThat(rows).extracting(DesignStudy.Row::seconds).containsExactly(2.0, 3.0, 1.0);
    }

    @Test
    void theRowsOfADesignAreInTheOrderOfTheirNames() {
        // Names of one hash: a hash table lists them as they came, or the other way round.
        assertThat("BB, lookup-hit").hasSameHashCodeAs("Aa, lookup-hit");
        Value first = new Value("quiet", "Aa", "lookup-hit", 1, 0.01);
        Value second = new Value("quiet", "BB", "lookup-hit", 1, 0.01);
        assertThat(backends(first, second)).containsExactly("Aa", "BB");
        assertThat(backends(second, first)).containsExactly("Aa", "BB");
    }

    private static List<String> backends(Value... values) {
        DesignStudy study = new DesignStudy("2026-11-21T12:00:00Z", 1, "a machine", List.of(values));
        return study.rows(100).stream().map(row -> row.first().backend()).toList();
    }

    @Test
    void theHalfWidthIsThatOfAsManyValuesAsTheBudgetHolds() {
        DesignStudy.Row loud = study(0.01, -0.02, 0.03).rows(100).get(1);
        double spread = Math.sqrt((1.0 + 64 + 49) / 9 * 1e-4 / 2);
        assertThat(loud.spread()).isCloseTo(spread, within(1e-12));
        // Student's t with 11 degrees of freedom at 97.5 %, from tables.
        assertThat(loud.halfWidth()).isCloseTo(2.200985 * spread / Math.sqrt(12), within(1e-7));
        assertThat(loud.mean().estimate()).isCloseTo(0.02 / 3, within(1e-12));
    }

    @Test
    void lessSpreadGivesANarrowerIntervalThoughEachValueTakesLonger() {
        List<DesignStudy.Row> rows = study(0.01, -0.02, 0.03).rows(100);
        assertThat(rows.get(0).halfWidth()).isLessThan(rows.get(1).halfWidth() / 5);
    }

    @Test
    void withoutSpreadOrTimeThereIsNoInterval() {
        assertThat(study(0.01).rows(100).get(0).halfWidth()).isNaN();
        assertThat(study(0.01, 0.02).rows(7).get(0).inBudget()).isEqualTo(1);
        assertThat(study(0.01, 0.02).rows(7).get(0).halfWidth()).isNaN();
        assertThat(study(0.01).text(100)).contains("n/a");
    }

    @Test
    void theTableHasALineForEachRowOfEachDesign() {
        assertThat(study(0.01, -0.02, 0.03).text(100).lines())
                .hasSize(4)
                .element(3)
                .asString()
                .matches("loud +rqspinlock +lookup-hit +3 +1 +2\\.5 % +0\\.7 % \\[-5\\.6 %, 6\\.9 %] +12 +1\\.6 %");
    }

    @Test
    void whatWasNotMeasuredIsRejected() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Value("d", "b", "w", 1, bad));
            assertThatIllegalArgumentException().isThrownBy(() -> new Value("d", "b", "w", bad, 0));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Value("d", "b", "w", 0, 0.5))
                .withMessage("d took 0.0 s and gave 0.5");
    }
}
