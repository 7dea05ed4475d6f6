package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Worker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Control;

/**
 * Control: what does the harness itself cost?
 *
 * <p>One operation: a single step, without which tasks would never take turns. What this costs is part of every other
 * workload's cost; subtract it only where it is small.
 *
 * <p>Does <em>not</em> show: anything about a backend.
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar run --workload empty-operation
 * java -jar bench/target/benchmarks.jar jmh workload.EmptyOperation.run -p backend=rqspinlock \
 *     -prof dev.spinlab.bench.harness.SpinlabProfiler
 * }</pre>
 */
public class EmptyOperation extends Worker {
    /** For JMH. */
    public EmptyOperation() {}

    @Override
    protected Operation operation(Rig rig) {
        rig.forbidInterrupts();
        return new Nothing();
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
