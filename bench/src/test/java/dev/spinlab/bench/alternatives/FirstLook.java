package dev.spinlab.bench.alternatives;

import dev.spinlab.bench.peers.OnCpu;
import dev.spinlab.lock.ClockFirstLock;
import dev.spinlab.lock.LockParameters;
import dev.spinlab.lock.LockResult;
import dev.spinlab.lock.QueuedSpinLock;
import dev.spinlab.lock.ResilientQueuedSpinLock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What does a look at the clock at the first spin cost a queued lock that all CPUs want? Without any check, with that look
 * alone, and with all checks.
 *
 * <pre>{@code
 * java -cp bench/target/test-classes:bench/target/benchmarks.jar dev.spinlab.bench.cli.Main jmh FirstLook -t 2
 * }</pre>
 */
public class FirstLook extends OnCpu {
    /** For JMH. */
    public FirstLook() {}

    /** No checks. */
    @Benchmark
    public LockResult unchecked(Shared shared) {
        return Pair.of(shared.unchecked, cpu);
    }

    /** One look at the clock in a wait. */
    @Benchmark
    public LockResult clockFirst(Shared shared) {
        return Pair.of(shared.clockFirst, cpu);
    }

    /** The table, the deadlock checks, the timeout. */
    @Benchmark
    public LockResult resilient(Shared shared) {
        return Pair.of(shared.resilient, cpu);
    }

    /** What the threads contend for. */
    @State(Scope.Benchmark)
    public static class Shared {
        final QueuedSpinLock unchecked = new QueuedSpinLock("unchecked");
        final ClockFirstLock clockFirst = new ClockFirstLock("clock first");
        final ResilientQueuedSpinLock resilient = new ResilientQueuedSpinLock("resilient", LockParameters.current());

        /** For JMH. */
        public Shared() {}
    }
}
