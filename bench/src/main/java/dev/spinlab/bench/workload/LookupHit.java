package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Worker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Control;

/**
 * Does a lookup that hits pay for the strategy at all?
 *
 * <p>One operation: a lookup of an element that is there throughout, and the read of its value, in one read section. The
 * map is shared. Each task has its own owner, unless {@code --owners shared}.
 *
 * <p>Does <em>not</em> show: misses ({@link LookupMiss}), lookups that walk the list because more than 16 maps are in
 * use ({@link LookupWalk}), or lookups while others change the same owner ({@link ReadMostly}).
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar run --workload lookup-hit --cpus 1 --tasks 2
 * java -jar bench/target/benchmarks.jar jmh workload.LookupHit.run -t 2 -p cpus=1 \
 *     -prof dev.spinlab.bench.harness.SpinlabProfiler
 * }</pre>
 */
public class LookupHit extends Worker {
    /** For JMH. */
    public LookupHit() {}

    @Override
    protected Operation operation(Rig rig) {
        rig.forbidInterrupts();
        return new LookUp(rig, owner());
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
