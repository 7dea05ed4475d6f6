package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Worker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Control;

/**
 * What do a few changes cost those who mostly read?
 *
 * <p>One operation: in 90 of 100 a read of the value that is there, in 9 an update of it, in 1 a delete and a create, in
 * an order drawn from a seed ({@code -Dspinlab.seed}), another one for each task. With {@code --owners shared} a reader
 * may find that another task has just deleted; it then creates the value, as a program does that asks for it with the
 * create flag.
 *
 * <p>Does <em>not</em> show: which of the three kinds pays; compare {@link LookupHit}, {@link UpdateExisting} and {@link
 * CreateDelete}.
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar run --workload read-mostly --owners shared --cpus 2
 * java -jar bench/target/benchmarks.jar jmh workload.ReadMostly.run -t 2 -p cpus=2 -p owners=shared \
 *     -prof dev.spinlab.bench.harness.SpinlabProfiler
 * }</pre>
 */
public class ReadMostly extends Worker {
    /** For JMH. */
    public ReadMostly() {}

    @Override
    protected Operation operation(Rig rig) {
        rig.forbidInterrupts();
        return new ReadMostlyMix(rig, owner(), seed());
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
