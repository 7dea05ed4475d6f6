package dev.spinlab.bench.peers;

import dev.spinlab.bench.driver.Workload;
import java.util.List;
import java.util.stream.Stream;

/**
 * One benchmark in one setting; a fork of it gives one sample.
 *
 * @param name unique
 * @param benchmark JMH's name of the benchmark method
 * @param arguments further arguments of JMH
 * @param flags further JVM flags
 */
record Probe(String name, String benchmark, List<String> arguments, List<String> flags) {
    Probe {
        arguments = List.copyOf(arguments);
        flags = List.copyOf(flags);
    }

    /** A benchmark of this package, on one CPU. */
    static Probe of(String name, Class<? extends OnCpu> type) {
        return new Probe(name, type.getName() + ".run", List.of("-t", "1"), List.of());
    }

    /** A workload of a backend, one task on each CPU. */
    static Probe of(String name, Workload workload, String backend, int cpus) {
        List<String> arguments =
                List.of("-t", Integer.toString(cpus), "-p", "cpus=" + cpus, "-p", "backend=" + backend);
        return new Probe(name, workload.benchmark(), arguments, List.of());
    }

    /** The same on several CPUs, a thread on each. */
    Probe on(int cpus) {
        return new Probe(name, benchmark, List.of("-t", Integer.toString(cpus)), flags);
    }

    /** The same with further arguments of JMH. */
    Probe with(String... more) {
        return new Probe(
                name,
                benchmark,
                Stream.concat(arguments.stream(), Stream.of(more)).toList(),
                flags);
    }

    /** The same with further JVM flags. */
    Probe flagged(String... more) {
        return new Probe(
                name,
                benchmark,
                arguments,
                Stream.concat(flags.stream(), Stream.of(more)).toList());
    }
}
