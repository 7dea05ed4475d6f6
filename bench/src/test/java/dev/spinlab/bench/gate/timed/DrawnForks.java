package dev.spinlab.bench.gate.timed;

import dev.spinlab.bench.driver.Trial;
import dev.spinlab.results.run.JmhResult;
import dev.spinlab.results.run.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;

/** Forks whose values are drawn, not measured; a nanosecond of planted work is a nanosecond. */
final class DrawnForks implements Forks {
    private static final double NANOS = 100;

    final List<String> ran = new ArrayList<>();
    private final Random random;
    private final double noise;

    DrawnForks(long seed, double noise) {
        random = new Random(seed);
        this.noise = noise;
    }

    @Override
    public JmhResult run(Path jar, Trial trial, OptionalDouble planted) {
        ran.add(jar + " " + trial.backend() + " " + planted.orElse(0));
        double nanos = NANOS * (1 + planted.orElse(0)) * Math.exp(noise * random.nextGaussian());
        return result(trial, nanos, 100.0 + random.nextInt(10));
    }

    /** A fork's result with these figures. */
    static JmhResult result(Trial trial, double nanos, double backlog) {
        return new JmhResult(
                trial.measured().workload().benchmark(),
                trial.measured().workload().id(),
                1,
                trial.params(),
                metric("ops/s", 1e9 / nanos),
                new TreeMap<>(Map.of(
                        "cpuNanosPerSuccess", metric("ns/op", nanos),
                        "latencyNanos.p99", metric("ns", 3 * nanos),
                        "backlogPeak", metric("elements", backlog),
                        "calls", metric("#", 1000.0))));
    }

    private static Metric metric(String unit, double value) {
        return new Metric(unit, List.of(List.of(value)));
    }
}
