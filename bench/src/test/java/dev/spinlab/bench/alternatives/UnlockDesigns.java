package dev.spinlab.bench.alternatives;

import dev.spinlab.bench.peers.OnCpu;
import dev.spinlab.lock.CasFirstLock;
import dev.spinlab.lock.LockResult;
import dev.spinlab.lock.QueuedSpinLock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What does an unlock take that must leave alone what else is in the word? Three designs, of queued locks without checks; with
 * two threads each has a CPU.
 *
 * <pre>{@code
 * java -cp bench/target/test-classes:bench/target/benchmarks.jar dev.spinlab.bench.cli.Main jmh UnlockDesigns -t 2
 * }</pre>
 */
public class UnlockDesigns extends OnCpu {
    /** For JMH. */
    public UnlockDesigns() {}

    /** One word, subtraction: the design that was taken. */
    @Benchmark
    public LockResult fetchAndAdd(Shared shared) {
        return Pair.of(shared.fetchAndAdd, cpu);
    }

    /** One word, compare-and-swap, and subtraction if that fails. */
    @Benchmark
    public LockResult casFirst(Shared shared) {
        return Pair.of(shared.casFirst, cpu);
    }

    /** Two words in one line, release store. */
    @Benchmark
    public LockResult splitWord(Shared shared) {
        return Pair.of(shared.splitWord, cpu);
    }

    /** What the threads contend for. */
    @State(Scope.Benchmark)
    public static class Shared {
        final QueuedSpinLock fetchAndAdd = new QueuedSpinLock("fetch-and-add");
        final CasFirstLock casFirst = new CasFirstLock("cas-first");
        final SplitWordLock splitWord = new SplitWordLock("split-word");

        /** For JMH. */
        public Shared() {}
    }
}
