package dev.spinlab.bench.harness;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Where the worker that ends an iteration leaves its measures for JMH's main thread. Static, because JMH makes
 * profilers and states independently of one another; a JVM runs one iteration at a time.
 */
final class LastIteration {
    private static final AtomicReference<List<ScalarResult>> METRICS = new AtomicReference<>(List.of());

    private LastIteration() {}

    static void publish(List<ScalarResult> metrics) {
        METRICS.set(List.copyOf(metrics));
    }

    /** Takes the measures, none if no iteration has ended since the last call. */
    static List<ScalarResult> take() {
        return METRICS.getAndSet(List.of());
    }
}
