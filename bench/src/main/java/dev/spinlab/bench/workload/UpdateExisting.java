package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Worker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Control;

/**
 * What does replacing a value cost, and who is refused?
 *
 * <p>One operation: an update of a value that is there throughout. As in the kernel the new value is linked in before
 * the old one is unlinked, and the old one is freed after the readers. Each task has its own owner, unless {@code
 * --owners shared}.
 *
 * <p>Does <em>not</em> show: writing into the value in place, which programs do through the pointer that a lookup gives
 * them and which costs no lock at all.
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar run --workload update-existing --cpus 1 --tasks 2
 * java -jar bench/target/benchmarks.jar jmh workload.UpdateExisting.run -t 2 -p cpus=1 \
 *     -prof dev.spinlab.bench.harness.SpinlabProfiler
 * }</pre>
 */
public class UpdateExisting extends Worker {
    /** For JMH. */
    public UpdateExisting() {}

    @Override
    protected Operation operation(Rig rig) {
        rig.forbidInterrupts();
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
