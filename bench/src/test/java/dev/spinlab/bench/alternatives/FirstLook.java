package dev.spinlab.bench.alternatives;

import dev.spinlab.bench.peers.OnCpu;
import dev.spinlab.lock.FirstSpinLock;
import dev.spinlab.lock.LockParameters;
import dev.spinlab.lock.LockResult;
import dev.spinlab.lock.QueuedSpinLock;
import dev.spinlab.lock.ResilientQueuedSpinLock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What does a waiter for a queued lock that all CPUs want best do first? Look at the word again, pause, or look at the clock,
 * without any check; and with all checks.
 *
 * <pre>{@code
 * java -cp bench/target/test-classes:bench/target/benchmarks.jar dev.spinlab.bench.cli.Main jmh FirstLook -t 2
 * }</pre>
 */
public class FirstLook extends OnCpu {
    /** For JMH. */
    public FirstLook() {}

    /** The word, at once. */
    @Benchmark
    public LockResult atOnce(Shared shared) {
        return Pair.of(shared.atOnce, cpu);
    }

    /** A pause: the design that was taken. */
    @Benchmark
    public LockResult unchecked(Shared shared) {
        return Pair.of(shared.unchecked, cpu);
    }

    /** The clock. */
    @Benchmark
    public LockResult clockFirst(Shared shared) {
        return Pair.of(shared.clockFirst, cpu);
    }

    /** The clock, the table, the deadlock checks, the timeout. */
    @Benchmark
    public LockResult resilient(Shared shared) {
        return Pair.of(shared.resilient, cpu);
    }

    /** What the threads contend for. */
    @State(Scope.Benchmark)
    public static class Shared {
        final FirstSpinLock atOnce = FirstSpinLock.lookingAtOnce("at once");
        final QueuedSpinLock unchecked = new QueuedSpinLock("unchecked");
        final FirstSpinLock clockFirst = FirstSpinLock.clockFirst("clock first");
        final ResilientQueuedSpinLock resilient = ResilientQueuedSpinLock.of("resilient", LockParameters.current());

        /** For JMH. */
        public Shared() {}
    }
}
