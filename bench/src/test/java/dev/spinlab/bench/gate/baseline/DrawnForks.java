package dev.spinlab.bench.gate.baseline;

import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.bench.driver.StopSignal;
import dev.spinlab.bench.driver.Trial;
import dev.spinlab.bench.gate.timed.Family;
import dev.spinlab.results.gate.machine.BaselineRun;
import dev.spinlab.results.gate.machine.CalibrationKernel;
import dev.spinlab.results.gate.machine.Fingerprint;
import dev.spinlab.results.run.JmhResult;
import dev.spinlab.results.run.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Measures with forks that are drawn instead of run. */
final class DrawnForks {
    static final Fingerprint MACHINE = new Fingerprint("0123456789ab", Map.of("CPU model", "AMD EPYC"));
    static final int FORKS = 5;

    final List<String> ran = new ArrayList<>();
    final List<String> said = new ArrayList<>();
    final Map<String, Double> cpu = new HashMap<>();
    final Map<String, Double> goodput = new HashMap<>();
    final Random noise = new Random(7);
    double kernelsEndAt = 1;
    double failAt = Double.POSITIVE_INFINITY;
    double violations;
    double canary = 0.2;

    BaselineRun measure(Path folder, long seed) throws ForkFailedException {
        ran.clear();
        said.clear();
        try (StopSignal stop = StopSignal.listen()) {
            return new Measuring(
                            new BaselinePlan(Family.of(List.of(), List.of(), 1), FORKS, canary),
                            Path.of("benchmarks.jar"),
                            this::fork,
                            this::kernel,
                            new BaselineRun(
                                    "2026-01-02T03:04:05Z",
                                    seed,
                                    "c0ffee",
                                    MACHINE,
                                    List.of(),
                                    List.of(),
                                    BaselineRun.Canary.NONE),
                            folder,
                            stop,
                            said::add)
                    .run();
        }
    }

    private JmhResult fork(Path jar, Trial trial, OptionalDouble planted) throws ForkFailedException {
        ran(trial.label() + (planted.isPresent() ? " + " + planted.getAsDouble() : ""));
        double counting = planted.isPresent() ? 1.15 : 1;
        double nanos = 100 * counting * (1 + planted.orElse(0)) * cpu.getOrDefault(trial.backend(), 1.0) * factor();
        double score = 1e7 * goodput.getOrDefault(trial.backend(), 1.0) * factor();
        return result(
                score,
                new TreeMap<>(Map.of(
                        "cpuNanosPerSuccess", metric(nanos),
                        "violations.lost", metric(violations),
                        "backlogPeak", metric(100),
                        "calls", metric(1000))));
    }

    private JmhResult kernel(CalibrationKernel kernel) throws ForkFailedException {
        ran(kernel.id());
        double share = ran.size() / (FORKS * 12.0 + (FORKS + 1) * 3);
        return result(1e8 / (1 + share * (kernelsEndAt - 1)) * factor(), new TreeMap<>());
    }

    private void ran(String what) throws ForkFailedException {
        ran.add(what);
        if (ran.size() > failAt) {
            throw new ForkFailedException("hung; killed after 60 s");
        }
    }

    private double factor() {
        return Math.exp(0.01 * noise.nextGaussian());
    }

    private static JmhResult result(double score, SortedMap<String, Metric> secondary) {
        return new JmhResult("a.B.run", "b", 1, new TreeMap<>(), metric(score), secondary);
    }

    private static Metric metric(double value) {
        return new Metric("unit", List.of(List.of(value)));
    }
}
