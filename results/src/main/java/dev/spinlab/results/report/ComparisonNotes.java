package dev.spinlab.results.report;

import dev.spinlab.results.compare.Change;
import dev.spinlab.results.compare.Comparison;
import dev.spinlab.results.measure.Measurements;
import dev.spinlab.results.run.RunManifest;
import java.util.ArrayList;
import java.util.List;

/** What makes a comparison less than it seems, a line each. */
final class ComparisonNotes {
    private ComparisonNotes() {}

    static List<String> of(Comparison comparison) {
        List<String> notes = new ArrayList<>();
        String differences = comparison.differences();
        if (!differences.isEmpty()) {
            notes.add("measured under different conditions, so a ratio need not be the code's: " + differences);
        }
        partial(notes, comparison.before());
        partial(notes, comparison.after());
        long single = comparison.changes().stream()
                .filter(change ->
                        change.goodput().hasEstimate() && !change.goodput().hasLimits())
                .count();
        if (single > 0) {
            notes.add(single + " row(s) with a single fork in a run, which gives no interval");
        }
        only(notes, "A", comparison.onlyBefore());
        only(notes, "B", comparison.onlyAfter());
        comparison.changes().stream()
                .filter(Change::isRed)
                .map(change -> "violations: " + change.before().backend() + " in "
                        + change.before().measuredCase().label() + ": " + ComparisonText.violations(change))
                .forEach(notes::add);
        return notes;
    }

    private static void partial(List<String> notes, Measurements measurements) {
        RunManifest manifest = measurements.run().manifest();
        if (manifest.partial()) {
            notes.add("partial run " + measurements.run().root() + ": " + manifest.completedForks() + " of "
                    + manifest.plannedForks() + " planned forks were measured");
        }
    }

    private static void only(List<String> notes, String run, List<String> rows) {
        if (!rows.isEmpty()) {
            notes.add("only in " + run + ": " + String.join("; ", rows));
        }
    }
}
