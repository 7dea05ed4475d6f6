package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Worker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Control;

/**
 * How long until a CPU that takes a lock it holds already gets its answer?
 *
 * <p>One operation: lock, the same lock again, unlock. The second call cannot be granted; the time from it to its
 * answer is recorded as {@code recovery.*}, by code. Each task has a lock of its own. The operation is done, and so a
 * success, with whatever answer it gets.
 *
 * <p>Does <em>not</em> show: raw spin locks, which never answer, so backends with them are refused; recursion by an
 * interrupt or a program, where the stack below is another's.
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar run --workload recovery-aa --backend rqspinlock
 * java -jar bench/target/benchmarks.jar jmh workload.RecoveryAa.run -p backend=rqspinlock -p lockProfile=v6_15 \
 *     -prof dev.spinlab.bench.harness.SpinlabProfiler
 * }</pre>
 */
public class RecoveryAa extends Worker {
    /** For JMH. */
    public RecoveryAa() {}

    @Override
    protected Operation operation(Rig rig) {
        rig.forbidInterrupts();
        return new LockTwice(RecoveryLocks.newLock(rig, "recursive"));
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
