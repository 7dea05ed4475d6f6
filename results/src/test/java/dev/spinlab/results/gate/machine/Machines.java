package dev.spinlab.results.gate.machine;

import dev.spinlab.results.gate.export.Direction;
import dev.spinlab.results.run.Environment.Cpu;
import dev.spinlab.results.run.Environment.Jvm;
import dev.spinlab.results.run.Environment.LogicalCpu;
import dev.spinlab.results.run.Environment.OperatingSystem;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A machine, and baselines measured on it. */
final class Machines {
    static final Cpu CPU = new Cpu(
            "AMD EPYC",
            "amd64",
            4,
            List.of(0, 1, 2),
            List.of(
                    new LogicalCpu(0, 0, 0, 0, List.of(0, 1)),
                    new LogicalCpu(1, 0, 0, 0, List.of(0, 1)),
                    new LogicalCpu(2, 1, 0, 0, List.of(2, 3)),
                    new LogicalCpu(3, 1, 0, 0, List.of(2, 3))),
            "performance",
            true,
            "KVM");
    static final OperatingSystem SYSTEM = new OperatingSystem(
            "Linux", "6.18.44-fc-v595", "none (dynamic, default of the build)", List.of("nohz_full=1", "isolcpus=1"));
    static final Jvm JVM = new Jvm(
            "Debian",
            "OpenJDK 64-Bit Server VM",
            "17.0.15+6",
            List.of("-XX:+UseSerialGC", "-Xms512m", "-Xmx512m", "-da"),
            false);

    static final String CACHES = "L1 Data 32K/2, L3 Unified 32768K/4";

    private Machines() {}

    static Fingerprint fingerprint() {
        return Fingerprint.of(CPU, CACHES, SYSTEM, JVM);
    }

    static Fingerprint of(Cpu cpu) {
        return Fingerprint.of(cpu, CACHES, SYSTEM, JVM);
    }

    static Fingerprint of(OperatingSystem system) {
        return Fingerprint.of(CPU, CACHES, system, JVM);
    }

    static Fingerprint of(Jvm jvm) {
        return Fingerprint.of(CPU, CACHES, SYSTEM, jvm);
    }

    static TimedBaseline.Calibration calibration(double cas, double cacheMiss, double handOver) {
        return new TimedBaseline.Calibration(
                List.of(cas * 0.99, cas * 1.01),
                List.of(cacheMiss, cacheMiss),
                List.of(handOver * 1.5, handOver * 0.5));
    }

    static TimedBaseline.Row time(double... forks) {
        return row("ns/op", Direction.SMALLER_IS_BETTER, Scaling.TIME, forks);
    }

    static TimedBaseline.Row row(String unit, Direction direction, Scaling scaling, double... forks) {
        return new TimedBaseline.Row(
                unit, direction, scaling, Arrays.stream(forks).boxed().toList());
    }

    static TimedBaseline baseline(
            Fingerprint machine, TimedBaseline.Calibration calibration, Map<String, TimedBaseline.Row> rows) {
        return TimedBaseline.of(machine, "c0ffee", Instant.parse("2026-01-02T03:04:05Z"), rows, calibration);
    }

    static TimedBaseline baseline() {
        return baseline(fingerprint(), calibration(20, 80, 5000), Map.of("a/create cpu", time(100, 102, 98)));
    }
}
