package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Worker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Control;

/**
 * What does it cost to learn that there is no value, by the values that are there instead?
 *
 * <p>One operation: a lookup in the last of {@code --maps} maps; the owner has a value in each of the others and none in
 * that one, so the answer that there is nothing is a success. With one map the owner has no values at all, which is the
 * cheapest miss; with more, a lookup looks at all of the owner's values before it gives up.
 *
 * <p>Does <em>not</em> show: what a caller would then do, most often create; misses while others change the same owner.
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar run --workload lookup-miss --maps 1,16,100
 * java -jar bench/target/benchmarks.jar jmh workload.LookupMiss.run -p maps=16 \
 *     -prof dev.spinlab.bench.harness.SpinlabProfiler
 * }</pre>
 */
public class LookupMiss extends Worker {
    /** For JMH. */
    public LookupMiss() {}

    @Override
    protected Operation operation(Rig rig) {
        rig.forbidInterrupts();
        return new LookUpAbsent(rig, owner());
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
