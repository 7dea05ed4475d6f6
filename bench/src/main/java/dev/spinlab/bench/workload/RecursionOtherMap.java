package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Worker;
import dev.spinlab.storage.TracePoint;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Control;

/**
 * Is a program refused that recurses, though no lock is in its way?
 *
 * <p>One operation: an update that replaces the value of an element. On entry, with no lock held, it calls a program,
 * which updates another map for the same owner. The program's calls are counted apart, as {@code handler.*}. A
 * counter refuses all of them with EBUSY; of those that locks alone decide none has a reason to be refused.
 *
 * <p>Does <em>not</em> show: recursion under a lock, for which see {@link RecursionSameMap}.
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar run --workload recursion-other-map --tasks 1
 * java -jar bench/target/benchmarks.jar jmh workload.RecursionOtherMap.run -t 1 \
 *     -prof dev.spinlab.bench.harness.SpinlabProfiler
 * }</pre>
 */
public class RecursionOtherMap extends Worker {
    /** For JMH. */
    public RecursionOtherMap() {}

    @Override
    protected Operation operation(Rig rig) {
        rig.forbidInterrupts();
        rig.callProgram(TracePoint.UPDATE, true);
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
