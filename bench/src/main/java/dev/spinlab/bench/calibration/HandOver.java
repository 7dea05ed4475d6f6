package dev.spinlab.bench.calibration;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does this machine take to hand a CPU from one thread to another?
 *
 * <p>One operation: a thread gives the turn to another one on the same CPU, wakes it and parks, as the tasks of a modelled
 * CPU do with their baton.
 *
 * <p>Does <em>not</em> show: a hand-over between CPUs, nor one without the operating system.
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar jmh calibration.HandOver
 * }</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 60, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 60, timeUnit = TimeUnit.MILLISECONDS)
public class HandOver {
    private static final int OURS = 0;
    private static final int PARTNERS = 1;
    private static final int OVER = 2;

    private volatile int turn = OURS;
    private Thread self;
    private Thread partner;

    /** For JMH. */
    @SuppressWarnings("NullAway.Init") // by the set-up
    public HandOver() {}

    /** Goes where the workloads run, and starts the partner there. */
    @Setup
    public void setUp() {
        FirstCpu.bind();
        self = Thread.currentThread();
        partner = new Thread(this::answer, "spinlab-partner");
        partner.setDaemon(true);
        partner.start();
    }

    /**
     * Does two operations, there and back.
     *
     * @return whose turn it is
     */
    @Benchmark
    @OperationsPerInvocation(2)
    public int run() {
        turn = PARTNERS;
        LockSupport.unpark(partner);
        return awaitTurn(OURS);
    }

    /**
     * Ends the partner.
     *
     * @throws InterruptedException if JMH loses patience
     */
    @TearDown(Level.Trial)
    public void tearDown() throws InterruptedException {
        turn = OVER;
        LockSupport.unpark(partner);
        partner.join();
    }

    private void answer() {
        FirstCpu.bind();
        // Bounded: the benchmark's thread ends the game after the last iteration.
        while (awaitTurn(PARTNERS) != OVER) {
            turn = OURS;
            LockSupport.unpark(self);
        }
    }

    /** Bounded: whoever has the turn gives it back or ends the game. */
    private int awaitTurn(int whose) {
        int now = turn;
        while (now != whose && now != OVER) {
            LockSupport.park(this);
            now = turn;
        }
        return now;
    }
}
