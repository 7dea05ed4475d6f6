package dev.spinlab.results.compare;

import dev.spinlab.results.measure.Case;
import dev.spinlab.results.measure.Measurements;
import dev.spinlab.results.measure.Row;
import dev.spinlab.results.run.BadRunException;
import java.util.ArrayList;
import java.util.List;

/** Two runs: what both measured, what only one did, and how their machines differ. */
public final class Comparison {
    private final Measurements before;
    private final Measurements after;
    private final List<Change> changes = new ArrayList<>();

    private Comparison(Measurements before, Measurements after) {
        this.before = before;
        this.after = after;
    }

    /**
     * Matches the rows of two runs.
     *
     * @param before the first run
     * @param after the second run, whose numbers are above the line of each ratio
     * @return the comparison, with at least one row
     * @throws BadRunException if the runs have nothing in common
     */
    public static Comparison of(Measurements before, Measurements after) {
        Comparison comparison = new Comparison(before, after);
        for (Row row : before.rows()) {
            Row other = after.row(row.measuredCase(), row.backend());
            if (other != null) {
                comparison.changes.add(new Change(row, other));
            }
        }
        if (comparison.changes.isEmpty()) {
            throw new BadRunException(
                    after.run().root(),
                    "has no case and backend in common with " + before.run().root(),
                    "compare runs of the same profile or with the same --workload and --backend");
        }
        return comparison;
    }

    /**
     * The first run.
     *
     * @return what it measured
     */
    public Measurements before() {
        return before;
    }

    /**
     * The second run.
     *
     * @return what it measured
     */
    public Measurements after() {
        return after;
    }

    /**
     * The cases that both runs have.
     *
     * @return in the order of the report
     */
    public List<Case> cases() {
        return changes.stream()
                .map(change -> change.before().measuredCase())
                .distinct()
                .toList();
    }

    /**
     * What both runs measured of a case.
     *
     * @param shown the case
     * @return by backend
     */
    public List<Change> changes(Case shown) {
        return changes.stream()
                .filter(change -> change.before().measuredCase().equals(shown))
                .toList();
    }

    /**
     * What both runs measured.
     *
     * @return by case, then by backend
     */
    public List<Change> changes() {
        return List.copyOf(changes);
    }

    /**
     * What only the first run measured.
     *
     * @return backend and case of each row
     */
    public List<String> onlyBefore() {
        return only(before, after);
    }

    /**
     * What only the second run measured.
     *
     * @return backend and case of each row
     */
    public List<String> onlyAfter() {
        return only(after, before);
    }

    /**
     * Whether either run has a violation in what both measured.
     *
     * @return true if one has
     */
    public boolean hasViolations() {
        return changes.stream().anyMatch(Change::isRed);
    }

    /**
     * How the machines and conditions of the runs differ.
     *
     * @return one line, empty if they do not
     */
    public String differences() {
        return Conditions.differences(before.run().environment(), after.run().environment());
    }

    private static List<String> only(Measurements one, Measurements other) {
        return one.rows().stream()
                .filter(row -> other.row(row.measuredCase(), row.backend()) == null)
                .map(row -> row.backend() + " in " + row.measuredCase().label())
                .toList();
    }
}
