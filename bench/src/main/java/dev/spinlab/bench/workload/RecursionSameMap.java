package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Worker;
import dev.spinlab.storage.TracePoint;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Control;

/**
 * What does a program get that recurses into the very storage lock it was called under?
 *
 * <p>One operation: an update that replaces the value of an element. Right after it has taken the lock of its owner's
 * storage it calls a program, which updates the same map for the same owner. The program's calls are counted apart,
 * as {@code handler.*}: a counter refuses them with EBUSY, resilient locks with EDEADLK and at once, a raw lock
 * without a counter would hang.
 *
 * <p>Does <em>not</em> show: what a refusal costs the program, which has lost its update; recursion through locks of
 * others, for which see {@link RecoveryAbba}.
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar run --workload recursion-same-map --tasks 1
 * java -jar bench/target/benchmarks.jar jmh workload.RecursionSameMap.run -t 1 \
 *     -prof dev.spinlab.bench.harness.SpinlabProfiler
 * }</pre>
 */
public class RecursionSameMap extends Worker {
    /** For JMH. */
    public RecursionSameMap() {}

    @Override
    protected Operation operation(Rig rig) {
        rig.forbidInterrupts();
        rig.callProgram(TracePoint.LOCKED, false);
        return new Replace(rig, owner());
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
