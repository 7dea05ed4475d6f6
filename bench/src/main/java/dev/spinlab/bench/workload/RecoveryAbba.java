package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Worker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Control;

/**
 * How long until two CPUs that each hold what the other wants go on?
 *
 * <p>One operation, done by two tasks together: the first holds A and wants B, the second holds B and wants A. Both
 * wait until both hold their first lock, then ask for the other. The time from that call to its answer is recorded by
 * each as {@code recovery.*}: EDEADLK by the one that found the cycle, OK by the one that then got the lock. Both may
 * find it.
 *
 * <p>Does <em>not</em> show: raw spin locks, which never answer, so backends with them are refused; other waiters,
 * who would be in the way of the two.
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar run --workload recovery-abba --backend rqspinlock --cpus 2
 * java -jar bench/target/benchmarks.jar jmh workload.RecoveryAbba.run -t 2 -p cpus=2 -p backend=rqspinlock \
 *     -prof dev.spinlab.bench.harness.SpinlabProfiler
 * }</pre>
 */
public class RecoveryAbba extends Worker {
    /** For JMH. */
    public RecoveryAbba() {}

    @Override
    protected Operation operation(Rig rig) {
        rig.forbidInterrupts();
        return RecoveryLocks.ring(rig, 2, index());
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
