package dev.spinlab.bench.peers;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What does a turn of the loop of {@link Stepping} take without the step?
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar jmh peers.NotStepping
 * }</pre>
 */
public class NotStepping extends OnCpu {
    /** For JMH. */
    public NotStepping() {}

    /**
     * Does one operation for each turn.
     *
     * @param blackhole takes each turn's number
     */
    @Benchmark
    @OperationsPerInvocation(Stepping.TURNS)
    public void run(Blackhole blackhole) {
        for (int i = 0; i < Stepping.TURNS; i++) {
            blackhole.consume(i);
        }
    }
}
