package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Worker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Control;

/**
 * What happens to a handler that creates and deletes in the middle of a lookup in vain?
 *
 * <p>One operation: as in {@link LookupMiss}. At seeded distances in steps an interrupt comes, whose handler creates and
 * deletes on another map for the same owner. Its calls are counted apart, as {@code handler.*}. A busy counter is held
 * while there is nothing to be found, too.
 *
 * <p>Does <em>not</em> show: the cost of an interrupt itself, which a real CPU would add; handlers that look up. Compare
 * with {@link InterruptedLookupMiss}, which is longer, and {@link InterruptedNothing}, where the same handler meets nothing.
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar run --workload interrupted-lookup-miss --interrupts nmi
 * java -jar bench/target/benchmarks.jar jmh workload.InterruptedLookupMiss.run -p interrupts=nmi \
 *     -prof dev.spinlab.bench.harness.SpinlabProfiler
 * }</pre>
 */
public class InterruptedLookupMiss extends Worker {
    /** For JMH. */
    public InterruptedLookupMiss() {}

    @Override
    protected Operation operation(Rig rig) {
        rig.requireInterrupts();
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
