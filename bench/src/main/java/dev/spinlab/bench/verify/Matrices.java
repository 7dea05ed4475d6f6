package dev.spinlab.bench.verify;

import dev.spinlab.backend.StorageBackend;
import dev.spinlab.explore.Column;
import dev.spinlab.explore.Finding;
import dev.spinlab.explore.Rule;
import dev.spinlab.results.matrix.VerdictMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes the verdict matrix of what was found. */
public final class Matrices {
    private Matrices() {}

    /**
     * Makes it.
     *
     * @param found what was found
     * @param seed of the schedules at random
     * @param seconds how long it took
     */
    public static VerdictMatrix of(Verification found, long seed, double seconds) {
        List<VerdictMatrix.Heading> columns = Arrays.stream(Column.values())
                .map(column -> new VerdictMatrix.Heading(column.id(), column.title()))
                .toList();
        List<VerdictMatrix.Row> rows = new ArrayList<>();
        for (StorageBackend backend : found.backends()) {
            List<VerdictMatrix.Cell> cells = new ArrayList<>();
            for (Column column : Column.values()) {
                cells.add(cell(column, found.cell(backend, column)));
            }
            rows.add(new VerdictMatrix.Row(backend.id(), backend.isControl(), cells));
        }
        return new VerdictMatrix(
                VerdictMatrix.SCHEMA,
                summary(found),
                seed,
                found.schedules(),
                found.distinctSchedules(),
                seconds,
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                columns,
                rows,
                Words.of(found));
    }

    /** Returns the last line: {@code 5,123,456 distinct schedules, 0 violations}. */
    public static String summary(Verification found) {
        return String.format(
                Locale.ROOT,
                "%s%,d distinct schedules, %,d violations",
                found.distinctIsLowerBound() ? "at least " : "",
                found.distinctSchedules(),
                found.violations());
    }

    private static VerdictMatrix.Cell cell(Column column, CellTally tally) {
        if (tally.schedules() == 0) {
            return VerdictMatrix.Cell.notRun(column.id());
        }
        Map<Rule, Finding> breaches = tally.breaches();
        List<String> codes = tally.refusals().stream().map(Enum::name).toList();
        String verdict = !breaches.isEmpty()
                ? VerdictMatrix.Cell.BREAKS
                : codes.isEmpty() ? VerdictMatrix.Cell.WORKS : VerdictMatrix.Cell.REFUSES;
        Finding first = breaches.isEmpty() ? null : breaches.values().iterator().next();
        return new VerdictMatrix.Cell(
                column.id(),
                verdict,
                codes,
                breaches.keySet().stream().map(Rule::toString).toList(),
                tally.schedules(),
                first == null ? null : first.replay(),
                first == null ? null : first.detail());
    }
}
