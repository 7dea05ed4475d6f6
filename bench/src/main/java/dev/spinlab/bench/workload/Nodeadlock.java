package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Worker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Control;

/**
 * Do 32 tasks on one CPU create and delete without an error if they wait for the locks?
 *
 * <p>The kernel's self-test of that name: a program that may sleep, called by 32 threads on one CPU, gets its task's
 * value, creating it, and deletes it; as it cannot recur it waits for the locks instead of asking the counter ({@code
 * --caller syscall}). Expected is no refusal at all, which the counter of refused calls says; {@code --caller program}
 * asks the counter and shows what the test guards against. One operation: a create and a delete, each in a section of
 * the trace domain.
 *
 * <p>Does <em>not</em> show: the sockets that the kernel's test opens and closes between the calls (see {@code
 * --think-steps}); goodput that compares with {@link CreateDelete}, since the sections hold up the freeing.
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar run --workload nodeadlock
 * java -jar bench/target/benchmarks.jar jmh workload.Nodeadlock.run -t 32 -p cpus=1 -p caller=syscall \
 *     -prof dev.spinlab.bench.harness.SpinlabProfiler
 * }</pre>
 */
public class Nodeadlock extends Worker {
    /** For JMH. */
    public Nodeadlock() {}

    @Override
    protected Operation operation(Rig rig) {
        rig.forbidInterrupts();
        return new InTraceSection(rig, new CreateThenDelete(rig, owner()));
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
