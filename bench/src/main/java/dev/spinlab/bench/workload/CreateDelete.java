package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Worker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Control;

/**
 * What do creating and deleting a value cost when several tasks share a CPU, and who is refused?
 *
 * <p>One operation: get-or-create, then delete, each repeated until it is not refused; the owner is empty before and
 * after. The map is shared. Each task has its own owner; with {@code --owners shared} all tasks work on one, and then a
 * create may find the value of another task and a delete find nothing, which are both what the caller wanted.
 *
 * <p>Does <em>not</em> show: how a caller fares that does something else instead of trying again at once (see the
 * refusals per call for what it would be told); the cost of freeing on a CPU that others use less, since grace periods
 * and callbacks compete with the tasks for the same CPU; with a shared owner, what a create costs, since some find the
 * value there.
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar run --workload create-delete --cpus 1 --tasks 2
 * java -jar bench/target/benchmarks.jar jmh workload.CreateDelete.run -t 2 -p cpus=1 \
 *     -prof dev.spinlab.bench.harness.SpinlabProfiler
 * }</pre>
 */
public class CreateDelete extends Worker {
    /** For JMH. */
    public CreateDelete() {}

    @Override
    protected Operation operation(Rig rig) {
        rig.forbidInterrupts();
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
