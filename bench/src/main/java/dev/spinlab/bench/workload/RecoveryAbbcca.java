package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Worker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Control;

/**
 * How does a cycle of three locks end, which nobody looks for?
 *
 * <p>One operation, done by three tasks together: each holds one lock and wants the next one's. All wait until all
 * hold their first lock. The time from the second call to its answer is recorded by each as {@code recovery.*}: one
 * must time out, after 250 ms; the others then get their lock, unless their time is up as well.
 *
 * <p>Needs three modelled CPUs. On a machine with fewer physical ones give {@code --host one}: the waiters then take
 * turns at spinning, as those of an overcommitted virtual machine do.
 *
 * <p>Does <em>not</em> show: raw spin locks, which never answer, so backends with them are refused; cycles of three
 * that shrink to one of two because somebody else lets go.
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar run --workload recovery-abbcca --backend rqspinlock --cpus 3 --host one
 * java -jar bench/target/benchmarks.jar jmh workload.RecoveryAbbcca.run -t 3 -p cpus=3 -p host=one \
 *     -p backend=rqspinlock -prof dev.spinlab.bench.harness.SpinlabProfiler
 * }</pre>
 */
public class RecoveryAbbcca extends Worker {
    /** For JMH. */
    public RecoveryAbbcca() {}

    @Override
    protected Operation operation(Rig rig) {
        rig.forbidInterrupts();
        return RecoveryLocks.ring(rig, 3, index());
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
