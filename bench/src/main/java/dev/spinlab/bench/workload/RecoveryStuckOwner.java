package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Worker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Control;

/**
 * What becomes of those who wait for an owner that does not let go?
 *
 * <p>One operation, done by all tasks together: the first takes the lock and keeps it until all others, who ask for it,
 * have been answered. The time from that call to its answer is recorded as {@code recovery.*}: ETIMEDOUT after 250 ms
 * for the one that waits first. With three tasks or more there is a queue behind it, whose head times out after 500 ms
 * and sends away all who wait in it. With {@code lockKind=test-and-set} there is no queue and all wait for 1 s.
 *
 * <p>Does <em>not</em> show: raw spin locks, which wait as long as it takes, so backends with them are refused.
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar run --workload recovery-stuck-owner --backend rqspinlock --cpus 2
 * java -jar bench/target/benchmarks.jar jmh workload.RecoveryStuckOwner.run -t 2 -p cpus=2 -p backend=rqspinlock \
 *     -prof dev.spinlab.bench.harness.SpinlabProfiler
 * }</pre>
 */
public class RecoveryStuckOwner extends Worker {
    /** For JMH. */
    public RecoveryStuckOwner() {}

    @Override
    protected Operation operation(Rig rig) {
        rig.forbidInterrupts();
        return RecoveryLocks.stuckOwner(rig, index());
    }

    @Override
    protected boolean measuresRecovery() {
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
