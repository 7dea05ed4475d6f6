package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Worker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Control;

/**
 * What happens to a handler that creates and deletes in the middle of an update?
 *
 * <p>One operation: as in {@link UpdateExisting}. At seeded distances in steps an interrupt comes, whose handler creates
 * and deletes on another map for the same owner. Its calls are counted apart, as {@code handler.*}. An update frees the
 * value that it replaces, so a handler meets the deferred free half done, as it does over a delete.
 *
 * <p>Does <em>not</em> show: the cost of an interrupt itself, which a real CPU would add; handlers that update. Compare
 * with {@link InterruptedNothing}, where the same handler meets nothing.
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar run --workload interrupted-update-existing --interrupts nmi
 * java -jar bench/target/benchmarks.jar jmh workload.InterruptedUpdateExisting.run -p interrupts=nmi \
 *     -prof dev.spinlab.bench.harness.SpinlabProfiler
 * }</pre>
 */
public class InterruptedUpdateExisting extends Worker {
    /** For JMH. */
    public InterruptedUpdateExisting() {}

    @Override
    protected Operation operation(Rig rig) {
        rig.requireInterrupts();
        return new Replace(rig, owner());
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
