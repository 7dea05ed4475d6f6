package dev.spinlab.bench.interrupts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.bench.driver.InterruptLevel;
import dev.spinlab.bench.driver.Workload;
import dev.spinlab.bench.harness.InterruptFigures;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class InterruptTablesTest {
    private static final Workload CREATE_DELETE = Workload.INTERRUPTED_CREATE_DELETE;

    static CellResult result(String backend, Source source, Map<String, Long> refused, long lost, String hang) {
        long refusals = refused.values().stream().mapToLong(Long::longValue).sum();
        return new CellResult(
                new Cell(backend, CREATE_DELETE, InterruptLevel.HARDIRQ, source),
                new InterruptFigures(
                        InterruptFigures.SCHEMA,
                        1000,
                        900,
                        refusals,
                        new TreeMap<>(refused),
                        50_000,
                        lost,
                        0,
                        0,
                        0,
                        hang,
                        3,
                        1,
                        2,
                        40,
                        5,
                        6,
                        1.5),
                900);
    }

    private static CellResult works(String backend, Source source) {
        return result(backend, source, Map.of(), 0, "");
    }

    @Test
    void theVerdictIsTheWorstThatWasSeen() {
        assertThat(works("a", Source.STEPPED).verdict()).isEqualTo(Verdict.WORKS);
        assertThat(result("a", Source.STEPPED, Map.of("EBUSY", 1L), 0, "").verdict())
                .isEqualTo(Verdict.REFUSES);
        assertThat(result("a", Source.STEPPED, Map.of("EBUSY", 1L), 1, "").verdict())
                .isEqualTo(Verdict.LOSES);
        assertThat(result("a", Source.STEPPED, Map.of("EBUSY", 1L), 1, "lockup").verdict())
                .isEqualTo(Verdict.HANGS);
    }

    @Test
    void tooFewHandlersSayOnlyWhatWasSeenToGoWrong() {
        CellResult works = works("a", Source.REALTIME);
        CellResult few = new CellResult(works.cell(), works.figures(), 901);
        assertThat(works.verdict()).isEqualTo(Verdict.WORKS);
        assertThat(few.verdict()).isEqualTo(Verdict.UNKNOWN);
        CellResult loses = result("a", Source.REALTIME, Map.of(), 1, "");
        assertThat(new CellResult(loses.cell(), loses.figures(), 901).verdict()).isEqualTo(Verdict.LOSES);
        CellResult stepped = works("a", Source.STEPPED);
        assertThat(new CellResult(stepped.cell(), stepped.figures(), 1000).finished())
                .as("in steps all count")
                .isTrue();

        InterruptTables tables =
                new InterruptTables(List.of(result("a", Source.STEPPED, Map.of("EBUSY", 8L), 0, ""), few));
        assertThat(tables.disagreements()).isEmpty();
        assertThat(tables.agreement()).anyMatch(line -> line.contains("| refuses (EBUSY) | unknown | – |"));
    }

    @Test
    void realTimeRowsAreShownWithWhatTheyLostAndRefused() {
        InterruptTables tables = new InterruptTables(List.of(
                result("percpu-counter", Source.REALTIME, Map.of("EBUSY", 850L), 0, ""),
                result("unprotected-deferred-free", Source.REALTIME, Map.of(), 12, ""),
                works("rqspinlock", Source.STEPPED)));

        assertThat(tables.damage())
                .contains(
                        "| `percpu-counter` | hardirq | 900 | 100 | 85.0 % | 0 | 0 | 0 | refuses (EBUSY) | 1 of 4 |",
                        "| `unprotected-deferred-free` | hardirq | 900 | 100 | 0 | 12 | 0 | 0 | loses | 1 of 4 |")
                .noneMatch(line -> line.contains("rqspinlock"));
        assertThat(tables.refusals())
                .contains("| `percpu-counter` | 85.0 % | – | – |")
                .anyMatch(line -> line.contains("84 to 94 %"));
        assertThat(tables.agreement()).isEmpty();
    }

    @Test
    void sourcesAgreeIfTheirVerdictsDo() {
        InterruptTables agree = new InterruptTables(List.of(
                result("percpu-counter", Source.STEPPED, Map.of("EBUSY", 8L), 0, ""),
                result("percpu-counter", Source.REALTIME, Map.of("EBUSY", 850L), 0, "")));
        assertThat(agree.disagreements()).isEmpty();
        assertThat(agree.agreement())
                .contains(
                        "| `percpu-counter` | interrupted-create-delete | hardirq | refuses (EBUSY) | refuses (EBUSY) | yes"
                                + " |");

        InterruptTables differ = new InterruptTables(
                List.of(works("rqspinlock", Source.STEPPED), result("rqspinlock", Source.REALTIME, Map.of(), 1, "")));
        assertThat(differ.disagreements()).hasSize(1);
        assertThat(differ.agreement()).anyMatch(line -> line.contains("| works | loses | **no** |"));
    }
}
