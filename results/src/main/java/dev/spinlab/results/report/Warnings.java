package dev.spinlab.results.report;

import dev.spinlab.results.measure.Measurements;
import dev.spinlab.results.measure.Row;
import dev.spinlab.results.run.Environment;
import dev.spinlab.results.run.Metric;
import dev.spinlab.results.run.RunManifest;
import java.util.ArrayList;
import java.util.List;

/** Everything about a run that makes its numbers less than they seem, a line each. */
final class Warnings {
    /** Below this share of the time in which all tasks competed, contention is less than the row says. */
    private static final double FULL_COMPETITION = 0.95;

    private Warnings() {}

    /** The mean over all iterations, NaN where it was not measured. */
    private static double competingShare(Row row) {
        Metric share = row.result().metric("competingShare");
        return share == null
                ? Double.NaN
                : share.rawData().stream()
                        .flatMap(List::stream)
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElse(Double.NaN);
    }

    /** Violations, worst first: these make a row red. */
    static List<String> violations(Measurements measurements) {
        return measurements.rows().stream()
                .filter(Row::isRed)
                .map(row -> "violations: " + row.backend() + " in "
                        + row.measuredCase().label() + ": " + Cells.counts(row.violations()))
                .toList();
    }

    /** What is partial, failed, unpinned or not repeated. */
    static List<String> cautions(Measurements measurements, List<Exhibit> exhibits) {
        List<String> lines = new ArrayList<>();
        RunManifest manifest = measurements.run().manifest();
        if (manifest.partial()) {
            lines.add("partial run: " + manifest.completedForks() + " of " + manifest.plannedForks()
                    + " planned forks were measured");
        }
        if (!manifest.failures().isEmpty()) {
            lines.add(manifest.failures().size() + " failed fork(s), listed under Failed forks");
        }
        Environment.Pinning pinning = measurements.run().environment().pinning();
        if (!pinning.requested()) {
            lines.add("not pinned: pinning was not asked for, so tasks of different modelled CPUs may have shared one");
        } else if (pinning.pinnedTasks() < pinning.tasks()) {
            lines.add("not pinned: only " + pinning.pinnedTasks() + " of " + pinning.tasks() + " tasks"
                    + (pinning.reason() == null ? "" : " (" + pinning.reason() + ")"));
        }
        long single = measurements.rows().stream()
                .filter(row -> row.result().forks() < 2)
                .count();
        if (single > 0) {
            lines.add(single + " row(s) with a single fork, which gives no confidence interval");
        }
        long unscored = measurements.rows().stream()
                .filter(row -> !row.goodput().hasEstimate())
                .count();
        if (unscored > 0) {
            lines.add(unscored + " row(s) without a finite score");
        }
        long alone = measurements.rows().stream()
                .filter(row -> competingShare(row) < FULL_COMPETITION)
                .count();
        if (alone > 0) {
            lines.add(alone + " row(s) whose tasks did not all compete for 95 % of the time (competingShare)");
        }
        for (Exhibit exhibit : exhibits) {
            if (exhibit.absent() != null) {
                lines.add("chart '" + exhibit.title() + "' left out: " + exhibit.absent());
            }
        }
        return lines;
    }
}
