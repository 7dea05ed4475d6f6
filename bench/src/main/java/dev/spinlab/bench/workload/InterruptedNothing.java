package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Worker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Control;

/**
 * Control: is the handler of {@link InterruptedCreateDelete} refused where there is nothing to interrupt?
 *
 * <p>One operation: 50 steps that touch nothing. The interrupts and their handler are the same.
 *
 * <p>Does <em>not</em> show: anything about the tasks. Goodput here is the cost of the handlers, and a refusal of a
 * handler would be a fault of the suite or a rule of the backend for that level.
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar run --workload interrupted-nothing --interrupts nmi
 * java -jar bench/target/benchmarks.jar jmh workload.InterruptedNothing.run -p interrupts=nmi \
 *     -prof dev.spinlab.bench.harness.SpinlabProfiler
 * }</pre>
 */
public class InterruptedNothing extends Worker {
    /** For JMH. */
    public InterruptedNothing() {}

    @Override
    protected Operation operation(Rig rig) {
        rig.requireInterrupts();
        return new Steps();
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
