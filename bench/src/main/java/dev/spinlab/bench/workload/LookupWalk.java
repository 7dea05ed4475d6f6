package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Worker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Control;

/**
 * What does a lookup cost by the number of maps in use, within the 16 places of an owner's cache and beyond?
 *
 * <p>One operation: a lookup in the next of {@code --maps} maps, and the read of the value, so costs are per lookup. The
 * owner has a value in each. {@code --map-order interleaved} looks the first map up once more after itself and after
 * every third map that follows, as a program does that uses one map most. From the 17th map on maps share a place in the
 * cache: a lookup then walks the owner's list and puts what it finds into the cache, under the owner's lock.
 *
 * <p>Does <em>not</em> show: the cache misses of a real machine with as many owners as a real system has; lookups that
 * find nothing.
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar run --workload lookup-walk --maps 16,17,100 --map-order sequential,interleaved
 * java -jar bench/target/benchmarks.jar jmh workload.LookupWalk.run -p maps=17 -p order=interleaved \
 *     -prof dev.spinlab.bench.harness.SpinlabProfiler
 * }</pre>
 */
public class LookupWalk extends Worker {
    /** For JMH. */
    public LookupWalk() {}

    @Override
    protected Operation operation(Rig rig) {
        rig.forbidInterrupts();
        return new Walk(rig, owner());
    }

    /**
     * Does one operation.
     *
     * @param control JMH's start and stop
     * @return what was read
     */
    @Benchmark
    public long run(Control control) {
        return operate(control);
    }
}
