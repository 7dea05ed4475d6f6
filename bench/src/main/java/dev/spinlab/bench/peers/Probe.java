package dev.spinlab.bench.peers;

import java.util.List;

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

    /** The same on several CPUs, a thread on each. */
    Probe on(int cpus) {
        return new Probe(name, benchmark, List.of("-t", Integer.toString(cpus)), flags);
    }
}
