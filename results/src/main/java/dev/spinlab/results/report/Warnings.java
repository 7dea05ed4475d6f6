package dev.spinlab.results.report;

import dev.spinlab.results.measure.Measurements;
import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.measure.Row;
import dev.spinlab.results.run.Environment;
import dev.spinlab.results.run.RunDirectory;
import dev.spinlab.results.run.RunManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Everything about a run that makes its numbers less than they seem, a line each. */
final class Warnings {
    private static final double LEAST_COMPETING = 0.95;
    private static final double MOST_DISPROPORTION = 0.05;

    private Warnings() {}

    /** Violations, worst first: these make a row red. */
    static List<String> violations(Measurements measurements) {
        return measurements.rows().stream()
                .filter(Row::isRed)
                .map(row -> "violations: " + row.backend() + " in "
                        + row.measuredCase().label() + ": " + Cells.counts(row.violations()))
                .toList();
    }

    /** What is partial, failed, unpinned or not repeated. */
    static List<String> cautions(Measurements measurements) {
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
                .filter(row -> row.middle("competingShare") < LEAST_COMPETING)
                .count();
        if (alone > 0) {
            lines.add(alone + " row(s) in which all tasks competed for less than " + Numbers.percent(LEAST_COMPETING)
                    + " of the time");
        }
        long disproportionate = measurements.rows().stream()
                .filter(row -> Math.abs(row.middle("proportionality") - 1) > MOST_DISPROPORTION)
                .count();
        if (disproportionate > 0) {
            lines.add(disproportionate + " row(s) in which twice the operations did not take twice the time within "
                    + Numbers.percent(MOST_DISPROPORTION));
        }
        return lines;
    }

    /** Charts left out because a file is damaged; what a run was not asked to measure is no fault of it. */
    static List<String> damaged(RunDirectory run, List<Exhibit> exhibits) {
        return leftOut(exhibits, absent -> absent.startsWith(run.root().toString()));
    }

    /** Charts left out because the run has not measured what they show. */
    static List<String> unmeasured(RunDirectory run, List<Exhibit> exhibits) {
        return leftOut(exhibits, absent -> !absent.startsWith(run.root().toString()));
    }

    private static List<String> leftOut(List<Exhibit> exhibits, Predicate<String> reason) {
        List<String> lines = new ArrayList<>();
        for (Exhibit exhibit : exhibits) {
            String absent = exhibit.absent();
            if (absent != null && reason.test(absent)) {
                lines.add("chart '" + exhibit.title() + "' left out: " + absent);
            }
        }
        return lines;
    }
}
