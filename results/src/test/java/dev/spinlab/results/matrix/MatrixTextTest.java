package dev.spinlab.results.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.results.fixture.Golden;
import dev.spinlab.results.fixture.MatrixFixture;
import dev.spinlab.results.matrix.VerdictMatrix.Cell;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MatrixTextTest {
    private final Locale before = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    @Test
    void readsAsExpectedInEveryLocale() {
        Locale.setDefault(Locale.GERMANY);
        Golden.check("verdict-matrix.txt", MatrixText.of(MatrixFixture.matrix()));
    }

    @Test
    void staysWithinTheWidth() {
        assertThat(MatrixText.of(MatrixFixture.matrix()).lines())
                .allSatisfy(line -> assertThat(line)
                        .hasSizeLessThanOrEqualTo(MatrixText.WIDTH)
                        .doesNotEndWith(" "));
    }

    @Test
    void aCommandIsNeverBroken() {
        String replay = "a".repeat(300);
        assertThat(MatrixText.of(withReplay(replay)))
                .contains("    java -jar bench/target/benchmarks.jar verify --replay '" + replay + "'\n");
    }

    @Test
    void aReplayIsQuotedForTheShell() {
        assertThat(Break.of(withReplay("it's")))
                .singleElement()
                .satisfies(found -> assertThat(found.command())
                        .isEqualTo("java -jar bench/target/benchmarks.jar verify --replay 'it'\\''s'"));
        assertThat(Break.of(withReplay(null)))
                .singleElement()
                .satisfies(found -> assertThat(found.command()).isNull());
    }

    @Test
    void withoutBreaksControlsAndWordsThereIsJustTheTable() {
        VerdictMatrix matrix = new VerdictMatrix(
                1,
                "All works.",
                7,
                1000,
                900,
                0.5,
                "a Java",
                MatrixFixture.COLUMNS.subList(0, 2),
                List.of(new VerdictMatrix.Row("a", false, List.of(MatrixFixture.refuses("recursion", "EBUSY")))),
                List.of());
        assertThat(MatrixText.of(matrix)).isEqualTo("""
                Verdict matrix: 1,000 schedules explored, 900 of them distinct; seed 7; 500 ms on a Java
                All works.

                backend                   1       2
                a                         refuses not run
                                          EBUSY

                columns: 1 recursion; 2 other task on the CPU
                """);
    }

    @Test
    void columnsAreAsWideAsTheirWordsAndPhrasesAsFarAsThereIsRoom() {
        List<List<String>> columns = List.of(List.of("works"), List.of("uses after free", "EBUSY"), List.of());
        assertThat(ColumnWidths.of(columns, 50)).containsExactly(5, 15, 5);
        assertThat(ColumnWidths.of(columns, 17)).containsExactly(5, 7, 5);
        assertThat(ColumnWidths.of(columns, 3)).containsExactly(5, 5, 5);
        assertThat(ColumnWidths.of(List.of(List.of("EOPNOTSUPP"), List.of("ETIMEDOUT")), 14))
                .containsExactly(7, 7);
    }

    private static VerdictMatrix withReplay(@Nullable String replay) {
        Cell cell = new Cell("aa", Cell.BREAKS, List.of(), List.of("lost"), 1, replay, null);
        return new VerdictMatrix(
                1,
                "",
                7,
                1,
                1,
                0,
                "a Java",
                MatrixFixture.COLUMNS,
                List.of(MatrixFixture.row("a", true, Map.of("aa", cell))),
                List.of());
    }
}
