package dev.spinlab.results.gate.machine;

import dev.spinlab.results.gate.timed.Arm;
import dev.spinlab.results.gate.timed.ForkValues;
import dev.spinlab.results.gate.timed.Metric;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;

/** Draws runs: two workloads of three backends, with normal noise. */
final class DrawnRun {
    static final List<String> BACKENDS = List.of("percpu-counter", "rqspinlock", "llist-deferred-free");
    static final List<String> WORKLOADS = List.of("create-delete, 1 CPU x 1 task", "lookup-hit, 1 CPU x 1 task");
    static final int FORKS = 7;

    private final Random random;
    private final Map<String, Double> cpu = new HashMap<>();
    private final Map<String, Double> goodput = new HashMap<>();
    private final Map<CalibrationKernel, Double> kernels = new EnumMap<>(CalibrationKernel.class);
    private BiFunction<String, ForkValues, ForkValues> change = (backend, fork) -> fork;
    private String commit = "c0ffee";
    private double machine = 1;
    private double noise = 0.01;
    private double planted = 1.2;
    private double counting = 1;

    private DrawnRun(long seed) {
        random = new Random(seed);
    }

    static DrawnRun seeded(long seed) {
        return new DrawnRun(seed);
    }

    /** Rows and kernels take so many times longer. */
    DrawnRun onMachine(double slower) {
        machine = slower;
        return kernels(slower, slower, slower);
    }

    DrawnRun kernels(double cas, double cacheMiss, double handOver) {
        kernels.put(CalibrationKernel.CAS, cas);
        kernels.put(CalibrationKernel.CACHE_MISS, cacheMiss);
        kernels.put(CalibrationKernel.HAND_OVER, handOver);
        return this;
    }

    DrawnRun commit(String name) {
        commit = name;
        return this;
    }

    DrawnRun noise(double share) {
        noise = share;
        return this;
    }

    /** The canary takes so many times longer; 0 leaves it out. */
    DrawnRun planted(double factor) {
        planted = factor;
        return this;
    }

    /** To count operations for the canary takes so many times longer. */
    DrawnRun counting(double factor) {
        counting = factor;
        return this;
    }

    DrawnRun cpuTimes(String backend, double factor) {
        cpu.put(backend, factor);
        return this;
    }

    DrawnRun goodputTimes(String backend, double factor) {
        goodput.put(backend, factor);
        return this;
    }

    DrawnRun changing(BiFunction<String, ForkValues, ForkValues> other) {
        change = other;
        return this;
    }

    BaselineRun draw() {
        List<BaselineRun.RowFork> rows = new ArrayList<>();
        List<BaselineRun.KernelFork> calibration = new ArrayList<>();
        List<BaselineRun.RowFork> unslowed = new ArrayList<>();
        List<BaselineRun.RowFork> slowed = new ArrayList<>();
        int sequence = 0;
        for (int round = 0; round <= FORKS; round++) {
            for (String backend : round == 0 ? List.<String>of() : BACKENDS) {
                for (String workload : WORKLOADS) {
                    ForkValues fork = change.apply(backend, fork(sequence++, backend, 1));
                    rows.add(new BaselineRun.RowFork(round, backend, workload, fork));
                }
            }
            if (round > 0 && planted > 0) {
                String backend = BACKENDS.get(0);
                ForkValues without = change.apply(backend, fork(sequence++, backend, counting));
                ForkValues with = fork(sequence++, backend, counting * planted);
                unslowed.add(new BaselineRun.RowFork(round, backend, WORKLOADS.get(0), without));
                slowed.add(new BaselineRun.RowFork(round, backend, WORKLOADS.get(0), with));
            }
            for (CalibrationKernel kernel : CalibrationKernel.values()) {
                double nanos = 100 * kernels.getOrDefault(kernel, 1.0) * factor();
                calibration.add(new BaselineRun.KernelFork(sequence++, round, kernel, nanos));
            }
        }
        BaselineRun.Canary canary = new BaselineRun.Canary(unslowed, slowed);
        return new BaselineRun("2026-01-02T03:04:05Z", 1, commit, Machines.fingerprint(), rows, calibration, canary);
    }

    private ForkValues fork(int sequence, String backend, double slower) {
        return new ForkValues(
                sequence,
                Arm.HEAD,
                Map.of(
                        Metric.CPU, 150 * slower * cpu.getOrDefault(backend, 1.0) * machine * factor(),
                        Metric.GOODPUT, 6e6 * goodput.getOrDefault(backend, 1.0) / machine * factor()),
                Map.of("EBUSY", 200L + random.nextInt(10), "ENOMEM", 0L),
                1000,
                0,
                100 + random.nextInt(10));
    }

    private double factor() {
        return Math.exp(noise * random.nextGaussian());
    }
}
