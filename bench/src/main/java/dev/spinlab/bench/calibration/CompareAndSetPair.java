package dev.spinlab.bench.calibration;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does this machine take for two atomic read-modify-writes?
 *
 * <p>One operation: a word is set and set back, by one thread, on a cache line that nobody else uses.
 *
 * <p>Does <em>not</em> show: what a contended word costs.
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar jmh calibration.CompareAndSetPair
 * }</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 60, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 60, timeUnit = TimeUnit.MILLISECONDS)
public class CompareAndSetPair {
    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(int[].class);

    /** 128 bytes of the array lie before the word and more behind it: two cache lines. */
    private static final int MIDDLE = 32;

    private final int[] words = new int[2 * MIDDLE + 1];

    /** For JMH. */
    public CompareAndSetPair() {}

    /** Goes where the workloads run. */
    @Setup
    public void setUp() {
        FirstCpu.bind();
    }

    /**
     * Does one operation.
     *
     * @return true
     */
    @Benchmark
    public boolean run() {
        return WORD.compareAndSet(words, MIDDLE, 0, 1) && WORD.compareAndSet(words, MIDDLE, 1, 0);
    }
}
