package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Worker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Control;

/**
 * What does a burst of creates, then of deletes, cost, and what piles up meanwhile?
 *
 * <p>One operation: a create on each of {@code --batch} owners that belong to this task alone, then a delete on each, so
 * goodput counts batches: two calls per element each. The sizes 16, 32 and 64 with values of 64 bytes are those of the
 * kernel's own benchmark of creating local storage.
 *
 * <p>Does <em>not</em> show: the sockets or threads that the kernel's benchmark makes and closes as owners, and owners
 * that end with values on them (that is teardown).
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar run --workload create-batch --batch 16,32,64 --value-bytes 64
 * java -jar bench/target/benchmarks.jar jmh workload.CreateBatch.run -p batch=32 -p valueBytes=64 \
 *     -prof dev.spinlab.bench.harness.SpinlabProfiler
 * }</pre>
 */
public class CreateBatch extends Worker {
    /** For JMH. */
    public CreateBatch() {}

    @Override
    protected Operation operation(Rig rig) {
        rig.forbidInterrupts();
        return new CreateAllThenDeleteAll(rig);
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
