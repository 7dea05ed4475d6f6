package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Worker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Control;

/**
 * What does the backend's own spin lock cost by itself?
 *
 * <p>One operation: lock and unlock of one lock that all tasks share, with nothing in between.
 *
 * <p>With {@code host=one} all modelled CPUs share one physical CPU, and the operating system preempts whoever holds
 * or
 * waits for the lock, as a hypervisor does. A queued lock then hands over to a waiter that is not running, again and
 * again; one whose waiters race ({@code lockKind=test-and-set}, and the raw lock of {@code percpu-counter}) goes to
 * whoever runs. That is why the kernel falls back to test-and-set in a virtual machine.
 *
 * <p>Does <em>not</em> show: contention as an application has it, since the lock is held for a few instructions only;
 * fairness under longer holds; on one CPU any contention at all, since a holder is not preempted.
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar run --workload lock-unlock --cpus 2 --tasks 1
 * java -jar bench/target/benchmarks.jar jmh workload.LockUnlock.run -t 4 -p cpus=4 -p host=one \
 *     -p backend=rqspinlock -p lockKind=backend,test-and-set -prof dev.spinlab.bench.harness.SpinlabProfiler
 * java -jar bench/target/benchmarks.jar jmh workload.LockUnlock.run -t 2 -p cpus=2 \
 *     -prof dev.spinlab.bench.harness.SpinlabProfiler
 * }</pre>
 */
public class LockUnlock extends Worker {
    /** For JMH. */
    public LockUnlock() {}

    @Override
    protected Operation operation(Rig rig) {
        rig.forbidInterrupts();
        return new LockThenUnlock(rig.lock());
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
