package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Worker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Control;

/**
 * What do readers that sleep cost those who delete?
 *
 * <p>The last task of each CPU is a reader: in a Tasks Trace section it looks an element up that others create and
 * delete, sleeps, reads the element, and so on for about 40 ms; then it begins another section. The other tasks
 * create and delete as in {@link CreateDelete}, which is the control. A grace period lasts as long as the longest
 * section in it, so more awaits its free, and for longer.
 *
 * <p>A reader never finishes an operation: successes, goodput and everything per success are those of the others, its
 * lookups count as calls only, and as a task without successes it lowers the index of fairness.
 *
 * <p>Does <em>not</em> show: readers that sleep for good, which would keep every element from being freed.
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar run --workload trace-readers --tasks 2
 * java -jar bench/target/benchmarks.jar jmh workload.TraceReaders.run -t 2 \
 *     -prof dev.spinlab.bench.harness.SpinlabProfiler
 * }</pre>
 */
public class TraceReaders extends Worker {
    /** For JMH. */
    public TraceReaders() {}

    @Override
    protected Operation operation(Rig rig) {
        rig.forbidInterrupts();
        rig.require(rig.tasksPerCpu() >= 2, "a reader and another task on each CPU; give --tasks 2 or more");
        Elsewhere elsewhere = rig.shared(Elsewhere.class, Elsewhere::new);
        if (index() / rig.cpuCount() == rig.tasksPerCpu() - 1) {
            return new SleepAndRead(rig, elsewhere);
        }
        elsewhere.add(owner());
        return new CreateThenDelete(rig, owner());
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
