package dev.spinlab.results.gate.timed;

import dev.spinlab.results.gate.export.Direction;
import dev.spinlab.results.stat.ForkStatistics;
import dev.spinlab.results.stat.Interval;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the forks of an arm gave for a row where head and base were measured against each other. The controls' forks are
 * left out, since only one row has them.
 *
 * @param row the row
 * @param forks one value per fork, in the order in which they ran
 */
record RowSample(RowKey row, List<Double> forks) {
    /** Copies the list. */
    RowSample {
        forks = List.copyOf(forks);
    }

    /** Everything that was measured of the head, gated or not: times, violations, backlog, each error code that occurred. */
    static SortedSet<RowKey> rows(GateData data) {
        SortedSet<RowKey> rows = new TreeSet<>();
        for (Block block : data.blocks(Arm.HEAD, data.lastLook())) {
            for (ForkValues fork : block.forks()) {
                fork.values()
                        .keySet()
                        .forEach(metric -> rows.add(new RowKey(block.backend(), block.workload(), metric)));
                fork.failures().forEach((code, count) -> {
                    if (count > 0) {
                        rows.add(new RowKey(block.backend(), block.workload(), Metric.FAILED_CALLS, code));
                    }
                });
            }
            rows.add(new RowKey(block.backend(), block.workload(), Metric.VIOLATIONS));
            rows.add(new RowKey(block.backend(), block.workload(), Metric.BACKLOG));
        }
        return rows;
    }

    /** The values of base or head. */
    static RowSample of(GateData data, RowKey row, Arm arm) {
        return new RowSample(
                row,
                data.blocks(Arm.HEAD, data.lastLook()).stream()
                        .filter(block -> block.measures(row))
                        .flatMap(block -> block.forks().stream())
                        .filter(fork -> fork.arm() == arm)
                        .map(fork -> value(fork, row))
                        .filter(Objects::nonNull)
                        .toList());
    }

    private static @Nullable Double value(ForkValues fork, RowKey row) {
        return switch (row.metric()) {
            case FAILED_CALLS -> fork.failedShare(row.code());
            case VIOLATIONS -> (double) fork.violations();
            case BACKLOG -> (double) fork.backlogPeak();
            default -> fork.values().get(row.metric());
        };
    }

    /** The median, with its interval if there are forks enough. */
    Interval median() {
        return ForkStatistics.median(
                forks.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Which way the row gets better. */
    Direction direction() {
        return row.metric().direction();
    }
}
