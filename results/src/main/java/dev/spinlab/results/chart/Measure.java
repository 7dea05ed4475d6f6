package dev.spinlab.results.chart;

import dev.spinlab.results.measure.Row;
import dev.spinlab.results.stat.Interval;
import java.util.function.Function;

/**
 * A measure of a row in the unit in which it is shown.
 *
 * @param name what an axis calls it
 * @param unit its unit
 * @param of its value and interval
 */
record Measure(String name, String unit, Function<Row, Interval> of) {
    /** Successful operations over all tasks. */
    static final Measure GOODPUT =
            new Measure("goodput", "Mops/s", row -> row.goodput().times(1e-6));

    /** Thread-CPU time of all tasks over successful operations. */
    static final Measure CPU_TIME = new Measure("CPU time per successful operation", "ns", Row::cpuNanosPerSuccess);

    Interval of(Row row) {
        return of.apply(row);
    }

    boolean has(Row row) {
        return of(row).hasEstimate();
    }
}
