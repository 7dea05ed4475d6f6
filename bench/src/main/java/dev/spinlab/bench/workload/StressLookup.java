package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Worker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Control;

/**
 * Does the busy counter come back to 0 after 256 tasks on one CPU have looked up one owner's value?
 *
 * <p>The kernel's stress test of lookups: system calls of 256 threads on one CPU that look up the value of one owner,
 * which has none. One operation: one such lookup; the answer that there is nothing is a success. Between iterations the
 * suite checks that no CPU's counter says anybody is inside, in this and in every workload, and a trial where one does
 * fails. In the kernel's test the owner is a task found by its pidfd; here it is a control group, whose counter works
 * alike.
 *
 * <p>Does <em>not</em> show: a cost, since 256 tasks take turns of a millisecond each.
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar run --workload stress-lookup --backend percpu-counter
 * java -jar bench/target/benchmarks.jar jmh workload.StressLookup.run -t 256 -p cpus=1 -p caller=syscall -p owners=shared \
 *     -prof dev.spinlab.bench.harness.SpinlabProfiler
 * }</pre>
 */
public class StressLookup extends Worker {
    /** For JMH. */
    public StressLookup() {}

    @Override
    protected Operation operation(Rig rig) {
        rig.forbidInterrupts();
        return new LookUpAbsent(rig, owner());
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
