package dev.spinlab.results.gate.timed;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * What a verdict is about.
 *
 * @param backend the backend
 * @param workload the workload case, as the report labels it
 * @param metric what was measured
 * @param code error code of {@link Metric#FAILED_CALLS}, empty for the other metrics
 */
public record RowKey(String backend, String workload, Metric metric, String code) implements Comparable<RowKey> {
    private static final Comparator<RowKey> ORDER = Comparator.comparing(RowKey::backend)
            .thenComparing(RowKey::workload)
            .thenComparing(RowKey::metric)
            .thenComparing(RowKey::code);

    /** Rejects missing parts. */
    public RowKey {
        requireNonNull(backend, "backend");
        requireNonNull(workload, "workload");
        requireNonNull(metric, "metric");
        requireNonNull(code, "code");
    }

    /**
     * A row of a metric that has no codes.
     *
     * @param backend the backend
     * @param workload the workload case
     * @param metric what was measured
     */
    public RowKey(String backend, String workload, Metric metric) {
        this(backend, workload, metric, "");
    }

    /**
     * The metric with its code.
     *
     * @return for example {@code failedCallShare EBUSY}
     */
    public String measure() {
        return code.isEmpty() ? metric.id() : metric.id() + " " + code;
    }

    @Override
    public int compareTo(RowKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return backend + ", " + workload + ", " + measure();
    }
}
