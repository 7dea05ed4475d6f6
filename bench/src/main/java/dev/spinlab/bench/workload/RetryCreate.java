package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Worker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Control;

/**
 * How many calls, and how long, until a create succeeds for a caller that just tries again?
 *
 * <p>One operation: get-or-create until it answers a value, then delete. Calls and time until success are those of the
 * create alone, in distributions over the creates that were refused at least once; the time begins at the first refusal.
 *
 * <p>Does <em>not</em> show: creates that the end of an iteration cut short, so a wait longer than an iteration is
 * missing rather than long; callers that wait a little before they try again.
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar run --workload retry-create --cpus 1 --tasks 2
 * java -jar bench/target/benchmarks.jar jmh workload.RetryCreate.run -t 2 -p cpus=1 \
 *     -prof dev.spinlab.bench.harness.SpinlabProfiler
 * }</pre>
 */
public class RetryCreate extends Worker {
    /** For JMH. */
    public RetryCreate() {}

    @Override
    protected Operation operation(Rig rig) {
        rig.forbidInterrupts();
        return new CreateThenDelete(rig, owner());
    }

    @Override
    protected boolean countsRetries() {
        return true;
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
