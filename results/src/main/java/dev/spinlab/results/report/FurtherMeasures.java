package dev.spinlab.results.report;

import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.measure.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/** Measures that only some runs have: each is shown where a row of the case has it, over all iterations. */
final class FurtherMeasures {
    private static final String RECOVERY = "recovery.";

    private final List<Row> rows;
    private final Map<String, Function<Row, String>> measures = new LinkedHashMap<>();

    private FurtherMeasures(List<Row> rows) {
        this.rows = rows;
    }

    /** The measures that the rows have, by name. */
    static Map<String, Function<Row, String>> of(List<Row> rows) {
        FurtherMeasures further = new FurtherMeasures(rows);
        further.greatest("longest wait", "longestWaitNanos");
        further.middle("distinct tasks among ten successes per task, median", "lockWorkingSet", Numbers::plain);
        further.middle("time to re-acquire, median", "reacquireNanos.p50", Numbers::time);
        further.middle("least share of a task, 1 is fair", "taskShare.min", Numbers::plain);
        further.middle("greatest share of a task, 1 is fair", "taskShare.max", Numbers::plain);
        further.middle("other work on the same CPUs, units/s", "neighbourUnitsPerSecond", Numbers::count);
        for (String code : further.recoveryCodes()) {
            further.both("time until " + code, RECOVERY + code);
        }
        further.both("unlink to free", "unlinkToFreeNanos");
        further.both("grace period, regular", "gracePeriodNanos.rcu");
        further.both("grace period, trace", "gracePeriodNanos.trace");
        further.middle("bytes allocated per success", "allocatedBytesPerSuccess", Numbers::plain);
        further.middle("time in which all tasks competed", "competingShare", Numbers::percent);
        further.middle("time of twice the operations / twice the time", "proportionality", Numbers::plain);
        return further.measures;
    }

    private SortedSet<String> recoveryCodes() {
        SortedSet<String> codes = new TreeSet<>();
        for (Row row : rows) {
            for (String name : row.result().secondary().keySet()) {
                if (name.startsWith(RECOVERY) && name.endsWith(".p50")) {
                    codes.add(name.substring(RECOVERY.length(), name.length() - ".p50".length()));
                }
            }
        }
        return codes;
    }

    private boolean has(String metric) {
        return rows.stream().anyMatch(row -> !Double.isNaN(row.middle(metric)));
    }

    private void middle(String name, String metric, DoubleFunction<String> format) {
        if (has(metric)) {
            measures.put(name, row -> format.apply(row.middle(metric)));
        }
    }

    private void greatest(String name, String metric) {
        if (has(metric)) {
            measures.put(name, row -> Numbers.time(row.greatest(metric)));
        }
    }

    private void both(String name, String metric) {
        if (has(metric + ".p50")) {
            measures.put(
                    name + ", median / worst",
                    row -> Numbers.time(row.middle(metric + ".p50")) + " / "
                            + Numbers.time(row.greatest(metric + ".max")));
        }
    }
}
