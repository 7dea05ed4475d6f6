package dev.spinlab.bench.peers;

import dev.spinlab.bench.driver.Workload;
import java.time.Duration;
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
        SHORT("40", "10ms", Duration.ofMillis(2200)),
        /** As long as several grace periods, since an iteration may be cheap because another frees what it leaves. */
        LONG("8", "100ms", Duration.ofMillis(4400));

        private final String number;
        private final String length;
        private final Duration expected;

        Iterations(String number, String length, Duration expected) {
            this.number = number;
            this.length = length;
            this.expected = expected;
        }

        /** Returns what a fork takes: start of the JVM, set-up, iterations. Measured on a 2-CPU virtual machine. */
        Duration expected() {
            return expected;
        }

        /** Returns them as arguments of JMH. */
        List<String> arguments() {
            return List.of("-i", number, "-r", length);
        }
    }

    /** An iteration of a CPU allocates 200 MB. */
    private static final int YOUNG_MEBIBYTES = 640;

    /** For a million live elements, and some. */
    private static final int OLD_MEBIBYTES = 1024;

    Probe {
        arguments = List.copyOf(arguments);
        flags = List.copyOf(flags);
    }

    /** A benchmark of this package, on one CPU. */
    static Probe of(String name, Class<? extends OnCpu> type) {
        return new Probe(name, type.getName() + ".run", Iterations.SHORT, List.of("-t", "1"), List.of());
    }

    /**
     * A benchmark of this package that allocates, a thread on each of so many CPUs. The heap, which is collected before each
     * iteration, has room for what a whole one allocates, since a collection is not what is compared: it stops all CPUs for
     * what one thread then does, and an iteration on several CPUs has more of it than one on one.
     */
    static Probe allocating(String name, Class<? extends OnCpu> type, int cpus) {
        int young = YOUNG_MEBIBYTES * cpus;
        int heap = young + OLD_MEBIBYTES;
        return new Probe(
                name,
                type.getName() + ".run",
                Iterations.LONG,
                List.of("-t", Integer.toString(cpus)),
                List.of("-Xmn" + young + "m", "-Xms" + heap + "m", "-Xmx" + heap + "m"));
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
