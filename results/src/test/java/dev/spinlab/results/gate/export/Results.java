package dev.spinlab.results.gate.export;

import static dev.spinlab.results.gate.export.Direction.GREATER_IS_BETTER;
import static dev.spinlab.results.gate.export.Direction.SMALLER_IS_BETTER;

import java.util.List;

/** Results as a gate has them. */
final class Results {
    static final Exported CPU = new Exported(
            "rqspinlock/create+delete, 2 tasks",
            "cpuNanosPerSuccess",
            "ns/op",
            SMALLER_IS_BETTER,
            List.of(125.5, 126.25, 124.0),
            125.25,
            124.5,
            126.5);
    static final Exported P99 =
            new Exported(CPU.name(), "p99Nanos", "ns", SMALLER_IS_BETTER, List.of(900.0), 900, Double.NaN, Double.NaN);
    static final Exported RATE = new Exported(
            "llist-deferred-free/lookup-hit-2",
            "goodput",
            "ops/s",
            GREATER_IS_BETTER,
            List.of(5.25e6, 5e6),
            5.125e6,
            4.875e6,
            5.25e6);
    static final List<Exported> ALL = List.of(CPU, P99, RATE);

    private Results() {}

    static Exported of(String name, String metric, String unit, Direction direction) {
        return new Exported(name, metric, unit, direction, List.of(1.0), 1, Double.NaN, Double.NaN);
    }
}
