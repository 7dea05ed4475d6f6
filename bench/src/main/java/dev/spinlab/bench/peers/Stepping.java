package dev.spinlab.bench.peers;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What does a turn of a loop take that has a step in it? Turns write to memory, or the compiler would add up the steps.
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar jmh peers.Stepping
 * }</pre>
 */
public class Stepping extends OnCpu {
    static final int TURNS = 256;

    /** For JMH. */
    public Stepping() {}

    /**
     * Does one operation for each turn.
     *
     * @param blackhole takes each turn's number
     */
    @Benchmark
    @OperationsPerInvocation(TURNS)
    public void run(Blackhole blackhole) {
        for (int i = 0; i < TURNS; i++) {
            cpu.step();
            blackhole.consume(i);
        }
    }
}
