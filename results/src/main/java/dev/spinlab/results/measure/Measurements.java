package dev.spinlab.results.measure;

import dev.spinlab.results.run.BadRunException;
import dev.spinlab.results.run.JmhResult;
import dev.spinlab.results.run.RunDirectory;
import dev.spinlab.results.stat.ForkStatistics;
import dev.spinlab.results.stat.Interval;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** All rows of a run, by case and backend. */
public final class Measurements {
    private final RunDirectory run;
    private final NavigableMap<Case, NavigableMap<String, Row>> rows = new TreeMap<>();

    private Measurements(RunDirectory run) {
        this.run = run;
    }

    /**
     * Sorts the results of a run.
     *
     * @param run the run
     * @return its rows
     * @throws BadRunException if a result lacks its backend, has a senseless parameter or occurs twice
     */
    public static Measurements of(RunDirectory run) {
        Measurements measurements = new Measurements(run);
        Path file = RunDirectory.jmhFile(run.root());
        for (JmhResult result : run.results()) {
            String backend = result.params().get("backend");
            if (backend == null) {
                throw new BadRunException(
                        file, result.benchmark() + " has no parameter 'backend'", "give the JSON of a Spinlab run");
            }
            Case measuredCase = Case.of(file, result);
            Row before = measurements
                    .rows
                    .computeIfAbsent(measuredCase, c -> new TreeMap<>(Backends.ORDER))
                    .put(backend, new Row(measuredCase, backend, result));
            if (before != null) {
                throw new BadRunException(
                        file,
                        backend + " occurs twice in case '" + measuredCase.label() + "'",
                        "keep the results of one run in one file");
            }
        }
        return measurements;
    }

    /**
     * The run behind the rows.
     *
     * @return the run directory
     */
    public RunDirectory run() {
        return run;
    }

    /**
     * All cases.
     *
     * @return in the order of the report
     */
    public List<Case> cases() {
        return List.copyOf(rows.keySet());
    }

    /**
     * Cases that a chart or table is about.
     *
     * @param wanted which ones
     * @return in the order of the report
     */
    public List<Case> cases(Predicate<Case> wanted) {
        return rows.keySet().stream().filter(wanted).toList();
    }

    /**
     * All backends that occur.
     *
     * @return ids, in the order of the report
     */
    public List<String> backends() {
        return rows().stream()
                .map(Row::backend)
                .distinct()
                .sorted(Backends.ORDER)
                .toList();
    }

    /**
     * All rows.
     *
     * @return by case, then by backend
     */
    public List<Row> rows() {
        return rows.values().stream()
                .flatMap(byBackend -> byBackend.values().stream())
                .toList();
    }

    /**
     * The rows of one case.
     *
     * @param measuredCase the case
     * @return by backend, empty for a case that was not measured
     */
    public List<Row> rows(Case measuredCase) {
        NavigableMap<String, Row> byBackend = rows.get(measuredCase);
        return byBackend == null ? List.of() : List.copyOf(byBackend.values());
    }

    /**
     * One row.
     *
     * @param measuredCase the case
     * @param backend the backend's id
     * @return the row, or null if it was not measured
     */
    public @Nullable Row row(Case measuredCase, String backend) {
        NavigableMap<String, Row> byBackend = rows.get(measuredCase);
        return byBackend == null ? null : byBackend.get(backend);
    }

    /**
     * Goodput of a row relative to that of {@link Backends#BASELINE} in the same case.
     *
     * @param row the row
     * @return the ratio, NaN where the baseline was not measured, without limits for the baseline itself
     */
    public Interval goodputRatio(Row row) {
        Row baseline = row(row.measuredCase(), Backends.BASELINE);
        if (baseline == null) {
            return ForkStatistics.mean();
        }
        if (baseline == row) {
            return Interval.pointOnly(1, ForkStatistics.LEVEL, row.result().forks());
        }
        return ForkStatistics.ratioOfMeans(row.goodputByFork(), baseline.goodputByFork());
    }

    /**
     * A histogram of a row, its forks added together.
     *
     * @param row the row
     * @param tag for example {@link RunDirectory#LATENCY}
     * @return the histogram, empty where the run saved none
     * @throws BadRunException if a log that the manifest names cannot be read
     */
    public Optional<Histogram> histogram(Row row, String tag) {
        JmhResult result = row.result();
        return run.histogram(result.benchmark(), result.threads(), result.params(), tag);
    }
}
