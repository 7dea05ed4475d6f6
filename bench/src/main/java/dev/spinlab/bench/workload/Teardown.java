package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Worker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Control;

/**
 * Do owner exit and map free always end when they meet at the same elements, and is each element freed once?
 *
 * <p>One operation, done by a pair of tasks: the first makes a map and {@code batch} owners with a value in it; then
 * it exits the owners while the second frees the map. The exits begin when map free unlinks its first element.
 * Neither can be refused; the elements that both come upon are the point, and a leak or a second free is a violation.
 * On one CPU the two take turns at every element, as far as the preemption model allows.
 *
 * <p>Tasks 0 and 1 are a pair, 2 and 3, and so on: with two CPUs and one task each from two CPUs, with one CPU and
 * two tasks on one.
 *
 * <p>Does <em>not</em> show: how long an exit alone takes, since map free waits for grace periods before and after
 * it.
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar run --workload teardown --cpus 2 --tasks 1 --batch 16
 * java -jar bench/target/benchmarks.jar jmh workload.Teardown.run -t 2 -p cpus=2 -p batch=16 \
 *     -prof dev.spinlab.bench.harness.SpinlabProfiler
 * }</pre>
 */
public class Teardown extends Worker {
    /** For JMH. */
    public Teardown() {}

    @Override
    protected boolean repeatsAlone() {
        return false;
    }

    @Override
    protected Operation operation(Rig rig) {
        rig.forbidInterrupts();
        return TeardownPair.operation(rig, index());
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
