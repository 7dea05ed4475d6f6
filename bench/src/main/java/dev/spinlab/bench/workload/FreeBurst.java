package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Worker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Control;

/**
 * How large does the backlog get when many owners exit at once, and how long until it is gone?
 *
 * <p>One operation: create {@code batch} owners with a value each, then exit them all. A create may be refused and is
 * made again; an exit never is. What the exits unlinked awaits its free all at the same time: see {@code backlogPeak}
 * and the time from unlink to free.
 *
 * <p>Does <em>not</em> show: deletes instead of exits, which wait for a grace period of Tasks Trace RCU as well; see
 * {@code create-batch} for these.
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar run --workload free-burst --tasks 1 --batch 64
 * java -jar bench/target/benchmarks.jar jmh workload.FreeBurst.run -t 1 -p batch=64 \
 *     -prof dev.spinlab.bench.harness.SpinlabProfiler
 * }</pre>
 */
public class FreeBurst extends Worker {
    /** For JMH. */
    public FreeBurst() {}

    @Override
    protected Operation operation(Rig rig) {
        rig.forbidInterrupts();
        return new MassExit(rig);
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
