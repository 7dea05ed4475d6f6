package dev.spinlab.bench.peers;

import dev.spinlab.bench.driver.Workload;
import java.util.List;
import java.util.stream.Stream;

/**
 * One benchmark in one setting; a fork of it gives one sample.
 *
 * @param name unique
 * @param benchmark JMH's name of the benchmark method
 * @param iterations what they are like
 * @param arguments further arguments of JMH
 * @param flags further JVM flags
 */
record Probe(String name, String benchmark, Iterations iterations, List<String> arguments, List<String> flags) {
    /** What iterations are like. */
    enum Iterations {
        /** Many and short, since the best counts: some meet no disturbance at all. */
        SHORT("40", "10ms"),
        /** As long as several grace periods, since an iteration may be cheap because another frees what it leaves. */
        LONG("8", "100ms");

        private final String number;
        private final String length;

        Iterations(String number, String length) {
            this.number = number;
            this.length = length;
        }

        /** Returns them as arguments of JMH. */
        List<String> arguments() {
            return List.of("-i", number, "-r", length);
        }
    }

    Probe {
        arguments = List.copyOf(arguments);
        flags = List.copyOf(flags);
    }

    /** A benchmark of this package, on one CPU. */
    static Probe of(String name, Class<? extends OnCpu> type) {
        boolean allocates = type == StorageCreateDelete.class || type == HashMapPutRemove.class;
        Iterations iterations = allocates ? Iterations.LONG : Iterations.SHORT;
        return new Probe(name, type.getName() + ".run", iterations, List.of("-t", "1"), List.of());
    }

    /** A workload of a backend, one task on each CPU. */
    static Probe of(String name, Workload workload, String backend, int cpus) {
        List<String> arguments =
                List.of("-t", Integer.toString(cpus), "-p", "cpus=" + cpus, "-p", "backend=" + backend);
        return new Probe(
                name, workload.benchmark(), cpus == 1 ? Iterations.SHORT : Iterations.LONG, arguments, List.of());
    }

    /** The same on several CPUs, a thread on each. */
    Probe on(int cpus) {
        return new Probe(name, benchmark, Iterations.LONG, List.of("-t", Integer.toString(cpus)), flags);
    }

    /** The same with further arguments of JMH. */
    Probe with(String... more) {
        return new Probe(
                name,
                benchmark,
                iterations,
                Stream.concat(arguments.stream(), Stream.of(more)).toList(),
                flags);
    }

    /** The same with further JVM flags. */
    Probe flagged(String... more) {
        return new Probe(
                name,
                benchmark,
                iterations,
                arguments,
                Stream.concat(flags.stream(), Stream.of(more)).toList());
    }
}
