package dev.spinlab.results.gate.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spinlab.results.gate.export.Direction;
import dev.spinlab.results.gate.timed.Metric;
import dev.spinlab.results.gate.timed.Outcome;
import dev.spinlab.results.gate.timed.RowKey;
import dev.spinlab.results.gate.timed.Settings;
import dev.spinlab.results.stat.PairTest;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountComparisonTest {
    private static final RowKey BACKLOG = new RowKey("llist-deferred-free", "create-delete", Metric.BACKLOG);

    /** Any rise counts that is beyond chance at 0.002, a fifth of alpha. */
    private static final Settings RULES =
            new Settings(PairTest.Method.T, 0.1, 0.01, List.of(1.0), "2 forks a row", new Settings.Floors(0, 0, 0));

    private static TimedBaseline.Row elements(double... forks) {
        return Machines.row("elements", Direction.SMALLER_IS_BETTER, Scaling.NONE, forks);
    }

    @ParameterizedTest
    @CsvSource({"22, 0.00205, NO_RISE", "23, 0.00188, REGRESSED"})
    void countsGetAFifthOfAlpha(double rise, double p, Outcome outcome) {
        Map<String, TimedBaseline.Row> before = Map.of(BACKLOG.toString(), elements(10, 12));
        TimedBaseline stored = Machines.baseline(Machines.fingerprint(), Machines.calibration(20, 80, 5000), before);
        SortedMap<RowKey, TimedBaseline.Row> after = new TreeMap<>(Map.of(BACKLOG, elements(10 + rise, 12 + rise)));
        BaselineVerdict.Row row = CountComparison.judge(stored, after, RULES).get(0);
        assertThat(row.outcome()).isEqualTo(outcome);
        // Two forks of one spread each: t is rise / sqrt(2) with two degrees of freedom, and above any t lies the
        // probability (1 - t / sqrt(t * t + 2)) / 2.
        assertThat(row.p()).isCloseTo((1 - rise / Math.sqrt(rise * rise + 4)) / 2, within(1e-12));
        assertThat(row.p()).isCloseTo(p, within(5e-6));
    }
}
