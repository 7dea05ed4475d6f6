package dev.spinlab.results.gate.exact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExactChangeTest {
    private static final ExactRecord ACCEPTED =
            record(Map.of("atomics", 7L, "steps", 40L), Map.of("aa", "refuses EDEADLK", "worker", "works"));

    static ExactRecord record(Map<String, Long> figures, Map<String, String> situations) {
        return new ExactRecord(
                ExactRecord.SCHEMA,
                1,
                200,
                List.of(new ExactRecord.Row("rqspinlock", "create-delete", new TreeMap<>(figures))),
                List.of(new ExactRecord.Verdicts("rqspinlock", new TreeMap<>(situations))));
    }

    private static List<String> changes(ExactRecord counted) {
        return ExactChange.between(ACCEPTED, counted).stream()
                .map(ExactChange::text)
                .toList();
    }

    @Test
    void theSameFiguresAreNoChange() {
        assertThat(changes(record(
                        Map.of("atomics", 7L, "steps", 40L), Map.of("aa", "refuses EDEADLK", "worker", "works"))))
                .isEmpty();
    }

    @Test
    void aChangeNamesBackendCaseFigureBeforeAndAfter() {
        assertThat(changes(record(
                        Map.of("atomics", 8L, "steps", 39L), Map.of("aa", "refuses EDEADLK", "worker", "works"))))
                .containsExactly(
                        "rqspinlock: create-delete: atomics 7 -> 8 (+1)",
                        "rqspinlock: create-delete: steps 40 -> 39 (-1)");
    }

    @Test
    void aVerdictIsCompared() {
        assertThat(changes(record(
                        Map.of("atomics", 7L, "steps", 40L), Map.of("aa", "breaks NO_DEADLOCK", "worker", "works"))))
                .containsExactly("rqspinlock: aa: verdict refuses EDEADLK -> breaks NO_DEADLOCK");
    }

    @Test
    void whatAppearsOrGoesIsAChange() {
        assertThat(changes(record(Map.of("atomics", 7L, "failures.EBUSY", 3L), Map.of("aa", "refuses EDEADLK"))))
                .containsExactly(
                        "rqspinlock: create-delete: steps 40 -> none",
                        "rqspinlock: create-delete: failures.EBUSY none -> 3",
                        "rqspinlock: worker: verdict works -> none");
        assertThat(ExactChange.between(ACCEPTED, new ExactRecord(1, 1, 200, List.of(), List.of())))
                .as("every row is gone")
                .hasSize(4)
                .allMatch(change -> change.after() == null);
    }

    @Test
    void figuresOfAnotherScheduleAreNotTheSame() {
        ExactRecord other = new ExactRecord(ExactRecord.SCHEMA, 2, 100, ACCEPTED.rows(), ACCEPTED.verdicts());
        assertThat(ExactChange.between(ACCEPTED, other))
                .extracting(ExactChange::text)
                .containsExactlyInAnyOrder(
                        "all: settings: seed 1 -> 2 (+1)", "all: settings: operations 200 -> 100 (-100)");
    }
}
