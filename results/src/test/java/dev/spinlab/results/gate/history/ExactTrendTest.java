package dev.spinlab.results.gate.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.results.gate.export.Direction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExactTrendTest {
    private static Trends.Row row(double... course) {
        return ExactTrend.find(Histories.exact(Map.of("a, steps", course)))
                .rows()
                .get(0);
    }

    @Test
    void everyDifferenceIsAChange() {
        Trends.Row row = row(1000, 1000, 1001, 900, 900);
        assertThat(row.steps()).extracting(Trends.Step::index).containsExactly(2, 3);
        assertThat(row.steps()).extracting(Trends.Step::worse).containsExactly(true, false);
        assertThat(row.steps()).extracting(Trends.Step::rises).containsExactly(true, false);
        assertThat(row.steps()).extracting(Trends.Step::p).containsOnly(0.0);
        assertThat(row.steps().get(0).percent().estimate()).isEqualTo(0.1);
        assertThat(row.steps().get(0).time()).isEqualTo("2026-01-03T06:00:01Z");
        assertThat(row.steps().get(0).commit()).endsWith("0002");
        assertThat(row.segments()).extracting(Trends.Segment::median).containsExactly(1000.0, 1001.0, 900.0);
        assertThat(row.unit()).isEqualTo("steps");
    }

    @Test
    void aChangeIsInPercentOfWhatWasBefore() {
        assertThat(row(200, 220, 110).steps())
                .extracting(step -> step.percent().estimate())
                .containsExactly(10.0, -50.0);
    }

    @Test
    void theSameFiguresAreNoChange() {
        assertThat(row(7, 7, 7).steps()).isEmpty();
        assertThat(row(7, 7, 7).isQuiet()).isTrue();
        assertThat(row(7).remarks()).containsExactly("no search: 1 value, a change needs at least 2");
    }

    @Test
    void fromNothingThereIsNoRatioButAJudgement() {
        Trends.Step step = row(0, 5).steps().get(0);
        assertThat(step.percent().hasEstimate()).isFalse();
        assertThat(step.worse()).isTrue();
    }

    @Test
    void aGateWithoutTheFigureIsPassedOver() {
        Trends trends = ExactTrend.find(
                Histories.exact(Map.of("a", new double[] {5, Double.NaN, 6}, "b", new double[] {1, 1, 1})));
        assertThat(trends.rows().get(0).points()).hasSize(2);
        assertThat(trends.rows().get(0).steps()).extracting(Trends.Step::index).containsExactly(1);
        assertThat(trends.rows().get(0).steps().get(0).commit()).endsWith("0002");
        assertThat(trends.gates()).isEqualTo(3);
        assertThat(trends.exact()).isTrue();
        assertThat(trends.searched()).isTrue();
        assertThat(trends.worseSince(Instant.parse("2026-01-03T06:00:00Z"))).isEqualTo(1);
        assertThat(trends.worseSince(Instant.parse("2026-01-03T06:00:01Z"))).isZero();
    }

    @Test
    void timedGatesAreNoPartOfIt() {
        Trends trends = ExactTrend.find(Histories.of(Direction.SMALLER_IS_BETTER, 1, 2, 3));
        assertThat(trends.rows()).isEmpty();
        assertThat(trends.gates()).isZero();
        assertThat(trends.searched()).isFalse();
    }

    @Test
    void theTableNamesBothValuesAndThatNothingIsLeftToChance() {
        History history = Histories.exact(Map.of("x, steps", new double[] {50, 51}, "y, steps", new double[] {50, 50}));
        assertThat(TrendText.of(ExactTrend.find(history), null)).isEqualTo("""
                        Trend: 2 exact gates; every difference is a change

                          change  row       commit      date        before    after     base  ratio  p
                          worse   x, steps  0000000000  2026-01-02  50 steps  51 steps        1.020  exact

                        1 row without a change
                        """);
        assertThat(TrendText.of(ExactTrend.find(new History(List.of(), List.of())), null))
                .isEqualTo("Trend: 0 exact gates; every difference is a change\n");
    }
}
