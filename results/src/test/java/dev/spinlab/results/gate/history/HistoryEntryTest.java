package dev.spinlab.results.gate.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.spinlab.results.gate.export.Direction;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryEntryTest {
    private static final HistoryEntry.Row ROW = Histories.row(Direction.SMALLER_IS_BETTER, 10);

    @Test
    void keepsRowsByKeyAndItsTime() {
        HistoryEntry entry =
                HistoryEntry.of(HistoryEntry.Gate.TIMED, Histories.START, "c0ffee", "m", Map.of("b", ROW, "a", ROW));
        assertThat(entry.rows().keySet()).containsExactly("a", "b");
        assertThat(entry.schema()).isEqualTo(1);
        assertThat(entry.time()).isEqualTo("2026-01-01T06:00:00Z");
        assertThat(entry.at()).isEqualTo(Instant.parse("2026-01-01T06:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "2,2026-01-01T06:00:00Z,c,m,k,schema is 2 where this build has 1",
        "0,2026-01-01T06:00:00Z,c,m,k,schema is 0 where this build has 1",
        "1,yesterday,c,m,k,time 'yesterday' is no ISO-8601 instant",
        "1,' ',c,m,k,time is missing",
        "1,,c,m,k,time is missing",
        "1,2026-01-01T06:00:00Z,' ',m,k,commit is missing",
        "1,2026-01-01T06:00:00Z,c,' ',k,fingerprint is missing",
        "1,2026-01-01T06:00:00Z,c,m,' ',key of a row is missing",
        "1,2026-01-01T06:00:00Z,c,m,,rows is empty"
    })
    void whatIsMissingIsNamed(int schema, String time, String commit, String machine, String key, String message) {
        TreeMap<String, HistoryEntry.Row> rows = new TreeMap<>();
        if (key != null) {
            rows.put(key, ROW);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HistoryEntry(schema, HistoryEntry.Gate.TIMED, time, commit, machine, rows))
                .withMessage(message);
    }

    @Test
    void aRowThatIsNullIsNamed() {
        TreeMap<String, HistoryEntry.Row> rows = new TreeMap<>();
        rows.put("k", null);
        assertThatNullPointerException()
                .isThrownBy(() -> new HistoryEntry(1, HistoryEntry.Gate.EXACT, "2026-01-01T06:00:00Z", "c", "m", rows))
                .withMessage("row k");
    }

    @ParameterizedTest
    @CsvSource({
        "' ',1,1,1,1,V,unit is missing",
        "ns,1,1,1,1,' ',verdict is missing",
        "ns,NaN,,,1,V,estimate is not finite",
        "ns,1,,,NaN,V,base is not finite",
        "ns,1,,,Infinity,V,base is not finite",
        "ns,1,1,,1,V,one limit without the other",
        "ns,1,,1,1,V,one limit without the other",
        "ns,1,1.5,2,1,V,'limits 1.5, 2.0 do not enclose the estimate 1.0'",
        "ns,2,1,1.5,1,V,'limits 1.0, 1.5 do not enclose the estimate 2.0'",
        "ns,2,-Infinity,3,1,V,'limits -Infinity, 3.0 do not enclose the estimate 2.0'",
        "ns,2,1,Infinity,1,V,'limits 1.0, Infinity do not enclose the estimate 2.0'"
    })
    void aSenselessRowIsRefused(
            String unit, double estimate, Double low, Double high, Double base, String verdict, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new HistoryEntry.Row(unit, Direction.SMALLER_IS_BETTER, estimate, low, high, base, verdict))
                .withMessage(message);
    }

    @Test
    void limitsMayBeTheEstimateOrMissing() {
        assertThat(new HistoryEntry.Row("n", Direction.SMALLER_IS_BETTER, 0, 0.0, 0.0, 0.0, "V").low())
                .isZero();
        assertThat(new HistoryEntry.Row("n", Direction.SMALLER_IS_BETTER, 5, null, null, null, "V").high())
                .isNull();
    }
}
