package dev.spinlab.bench.ladder;

import dev.spinlab.bench.peers.OnCpu;
import dev.spinlab.lock.LockParameters;
import dev.spinlab.lock.LockResult;
import dev.spinlab.lock.ResilientQueuedSpinLock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What does a waiter's look at the clock cost those who contend? By spins between two looks, and by how long the lock is held.
 * Without {@code _onSpinWait} a waiter spins as fast as it can.
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar jmh ladder.SpinCadence -t 2
 * java -jar bench/target/benchmarks.jar jmh ladder.SpinCadence -t 2 -p spins=65536 \
 *     -jvmArgsAppend '-XX:+UnlockDiagnosticVMOptions -XX:DisableIntrinsic=_onSpinWait'
 * }</pre>
 */
public class SpinCadence extends OnCpu {
    /** Work that is done under the lock, in units of JMH's {@link Blackhole#consumeCPU}. */
    @Param({"0", "100"})
    public int held;

    /** For JMH. */
    public SpinCadence() {}

    /**
     * Does one operation.
     *
     * @param shared the lock
     * @return that it was taken
     */
    @Benchmark
    public LockResult contended(Shared shared) {
        ResilientQueuedSpinLock lock = shared.lock;
        LockResult result = lock.lock(cpu);
        if (result == LockResult.ACQUIRED) {
            if (held > 0) {
                Blackhole.consumeCPU(held);
            }
            lock.unlock(cpu);
        }
        return result;
    }

    /** What all threads share. */
    @State(Scope.Benchmark)
    public static class Shared {
        /** Spins from one look at the clock to the next. */
        @Param({"1", "16", "256", "4096", "65536"})
        public int spins;

        private ResilientQueuedSpinLock lock;

        /** For JMH. */
        @SuppressWarnings("NullAway.Init") // by the set-up
        public Shared() {}

        /** Makes the lock. */
        @Setup(Level.Trial)
        public void make() {
            lock = ResilientQueuedSpinLock.of("rung", LockParameters.current().withSpinsPerClockRead(spins));
        }
    }
}
