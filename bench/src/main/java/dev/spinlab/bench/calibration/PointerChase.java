package dev.spinlab.bench.calibration;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does this machine take for a load that misses the caches?
 *
 * <p>One operation: a load from an address that the load before it told, on a way at random through all cache lines of 128
 * MiB, so that neither a prefetcher nor out-of-order execution helps.
 *
 * <p>Does <em>not</em> show: the memory's latency alone. Some of the lines are in a large last-level cache, and where memory
 * comes in small pages each load misses the TLB too.
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar jmh calibration.PointerChase -jvmArgs -Xmx512m
 * }</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 60, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 60, timeUnit = TimeUnit.MILLISECONDS)
public class PointerChase {
    /** Ints of a cache line of 64 bytes. */
    static final int LINE = 16;

    private static final int LINES = (128 << 20) / (LINE * Integer.BYTES);
    private static final int HOPS = 1000;
    private static final long SEED = 1;

    private int[] next = {};
    private int place;

    /** For JMH. */
    public PointerChase() {}

    /** Goes where the workloads run, and lays out the way. */
    @Setup
    public void setUp() {
        FirstCpu.bind();
        next = way(LINES, SEED);
    }

    /**
     * Lays out a way at random through all lines and back, as Sattolo does: of all permutations only those of a single cycle
     * (Information Processing Letters 22, 1986).
     *
     * @param lines how many, at least one
     * @param seed seed of the permutation
     * @return at the first int of each line the place of the next one
     */
    static int[] way(int lines, long seed) {
        int[] way = new int[lines * LINE];
        for (int line = 0; line < lines; line++) {
            way[line * LINE] = line * LINE;
        }
        SplittableRandom random = new SplittableRandom(seed);
        for (int line = lines - 1; line > 0; line--) {
            int other = random.nextInt(line) * LINE;
            int last = way[line * LINE];
            way[line * LINE] = way[other];
            way[other] = last;
        }
        return way;
    }

    /**
     * Does {@value #HOPS} operations.
     *
     * @return the place it got to
     */
    @Benchmark
    @OperationsPerInvocation(HOPS)
    public int run() {
        int at = place;
        for (int hop = 0; hop < HOPS; hop++) {
            at = next[at];
        }
        place = at;
        return at;
    }
}
