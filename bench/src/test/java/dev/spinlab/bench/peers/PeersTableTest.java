package dev.spinlab.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeersTableTest {
    private static final Bar RATIO = Bar.slower("our lock", "theirs", 1.2, "ours", "theirs");

    private static Map<String, Sample> round(double ours, double theirs) {
        return Map.of("ours", new Sample(ours, 24, 0.9), "theirs", new Sample(theirs, 0, 1));
    }

    private static PeersTable table(Bar bar, List<Map<String, Sample>> rounds) {
        return PeersTable.of(List.of(bar), Map.of("17", rounds));
    }

    @Test
    void aRatioIsTheGeometricMeanOfItsRoundsWithAnInterval() {
        PeersTable table = table(RATIO, List.of(round(2, 2), round(4, 2), round(2.828427, 2)));
        assertThat(table.text()).contains("1.41x [").contains("MISSED");
        assertThat(table.missed()).isEqualTo(1);
    }

    @Test
    void aBarIsMetUpToItsLimit() {
        assertThat(table(RATIO, List.of(round(2.4, 2), round(2.4, 2))).missed()).isZero();
        assertThat(table(RATIO, List.of(round(2.41, 2), round(2.41, 2))).missed())
                .isEqualTo(1);
        Bar least = Bar.faster("our lock", "theirs", 5, "ours", "theirs");
        assertThat(table(least, List.of(round(2, 10), round(2, 10))).missed()).isZero();
        assertThat(table(least, List.of(round(2.1, 10), round(2.1, 10))).missed())
                .isEqualTo(1);
    }

    @Test
    void whatMoreRoundsCouldTurnHasAQuestionMark() {
        assertThat(table(RATIO, List.of(round(2, 2), round(2.2, 2))).text()).endsWith("met?\n");
        assertThat(table(RATIO, List.of(round(2.4, 2), round(2.8, 2))).text()).endsWith("MISSED?\n");
        assertThat(table(RATIO, List.of(round(2, 2), round(2.01, 2))).text()).endsWith("met\n");
        assertThat(table(RATIO, List.of(round(4, 2), round(4.01, 2))).text()).endsWith("MISSED\n");
    }

    @Test
    void differencesAndBytesAreMeans() {
        Bar dearer = Bar.dearer("our step", "none", 3, "ours", "theirs");
        assertThat(table(dearer, List.of(round(5, 2), round(6, 2))).text()).contains("3.5 ns [");
        Bar bytes = Bar.allocates("our create", "nothing", 24, "ours");
        assertThat(table(bytes, List.of(round(5, 2), round(6, 2))).text())
                .contains("24 B")
                .contains("met");
    }

    @Test
    void everyJdkIsAColumnAndABarMissedOnOneIsMissed() {
        Map<String, List<Map<String, Sample>>> two = new LinkedHashMap<>();
        two.put("17.0.1", List.of(round(2, 2), round(2, 2)));
        two.put("25", List.of(round(4, 2), round(4, 2)));
        PeersTable table = PeersTable.of(List.of(RATIO), two);
        assertThat(table.text().lines().findFirst())
                .hasValueSatisfying(header -> assertThat(header)
                        .containsSubsequence("what", "against", "bar", "Java 17.0.1, 2 rounds", "Java 25, 2 rounds"));
        assertThat(table.text()).containsSubsequence("1x", "met", "2x", "MISSED");
        assertThat(table.missed()).isEqualTo(1);
    }
}
