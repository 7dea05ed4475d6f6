package dev.spinlab.bench.ladder;

import dev.spinlab.bench.peers.Board;
import dev.spinlab.bench.peers.OnCpu;
import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.layout.LeadingPad;
import dev.spinlab.lock.LockParameters;
import dev.spinlab.lock.ResilientQueuedSpinLock;
import dev.spinlab.lock.percpu.HeldLocks;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * What does each part of a lock, and of what is around it, take by itself? The rungs of a ladder from one compare-and-swap up
 * to the locks, which are benchmarks of peers; each in a JVM of its own, so that every call is as good as direct.
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar jmh 'ladder.CostLadder|peers..*LockPair'
 * }</pre>
 */
public class CostLadder extends OnCpu {
    private final Word word = new Word();
    private final ResilientQueuedSpinLock resilient = ResilientQueuedSpinLock.of("rung", LockParameters.current());
    private final Histogram times = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
    private ModelKernel kernel;

    /** For JMH. */
    @SuppressWarnings("NullAway.Init") // by the set-up
    public CostLadder() {}

    @Override
    protected void prepare(Board board) {
        kernel = board.kernel();
    }

    /** The least: compare and swap, then a release store. */
    @Benchmark
    public boolean cas() {
        boolean taken = Word.VALUE.compareAndSet(word, 0, 1);
        Word.VALUE.setRelease(word, 0);
        return taken;
    }

    /** The same with an atomic subtraction for the release, which keeps what else is in the word. */
    @Benchmark
    public int casAndAdd() {
        boolean taken = Word.VALUE.compareAndSet(word, 0, 1);
        return taken ? (int) Word.VALUE.getAndAdd(word, -1) : -1;
    }

    /** The least, preemption off meanwhile. */
    @Benchmark
    public boolean casPreempt() {
        cpu.preemptDisable();
        boolean taken = cas();
        cpu.preemptEnable();
        return taken;
    }

    /** The least, with a step before each access. */
    @Benchmark
    public boolean casSteps() {
        cpu.step();
        boolean taken = Word.VALUE.compareAndSet(word, 0, 1);
        cpu.step();
        Word.VALUE.setRelease(word, 0);
        return taken;
    }

    /** Both of them. */
    @Benchmark
    public boolean casPreemptSteps() {
        cpu.preemptDisable();
        boolean taken = casSteps();
        cpu.preemptEnable();
        return taken;
    }

    /** The least, with the exact count of it. */
    @Benchmark
    public boolean casCounts() {
        boolean taken = Word.VALUE.compareAndSet(word, 0, 1);
        cpu.countQuickLock();
        Word.VALUE.setRelease(word, 0);
        return taken;
    }

    /** Preemption off, steps, and the exact count: a raw lock but for its check of who unlocks. */
    @Benchmark
    public boolean casPreemptStepsCounts() {
        cpu.preemptDisable();
        cpu.step();
        boolean taken = Word.VALUE.compareAndSet(word, 0, 1);
        cpu.countQuickLock();
        cpu.step();
        Word.VALUE.setRelease(word, 0);
        cpu.preemptEnable();
        return taken;
    }

    /** The least, with an entry in the table of held locks. */
    @Benchmark
    public boolean casHeld() {
        HeldLocks held = cpu.heldLocks();
        held.push(word);
        boolean taken = Word.VALUE.compareAndSet(word, 0, 1);
        Word.VALUE.setRelease(word, 0);
        int depth = held.depth();
        held.clearTop(depth);
        held.drop(depth);
        return taken;
    }

    /** Preemption off, steps, and the subtraction: a queued lock without its counts. */
    @Benchmark
    public boolean casAndAddPreemptSteps() {
        cpu.preemptDisable();
        cpu.step();
        boolean taken = Word.VALUE.compareAndSet(word, 0, 1);
        cpu.step();
        boolean released = (int) Word.VALUE.getAndAdd(word, -1) == 1;
        cpu.preemptEnable();
        return taken && released;
    }

    /** The same with an entry in the table: a resilient lock without its counts and checks. */
    @Benchmark
    public boolean casAndAddPreemptStepsHeld() {
        HeldLocks held = cpu.heldLocks();
        cpu.preemptDisable();
        held.push(word);
        cpu.step();
        boolean taken = Word.VALUE.compareAndSet(word, 0, 1);
        int depth = held.depth();
        boolean stepped = cpu.stepsAtOnce(3);
        boolean released = (int) Word.VALUE.getAndAdd(word, -1) == 1;
        held.clearTop(depth);
        held.drop(depth);
        cpu.preemptEnable();
        return taken && released && stepped;
    }

    /** A resilient queued lock, interrupts masked. */
    @Benchmark
    public void resilientLockIrqsave() {
        resilient.lockIrqSave(cpu);
        resilient.unlockIrqRestore(cpu);
    }

    /** Masking interrupts. */
    @Benchmark
    public void irqsave() {
        cpu.irqSave();
        cpu.irqRestore();
    }

    /** A read section of regular RCU. */
    @Benchmark
    public void readSection() {
        kernel.rcu().readLock(cpu);
        kernel.rcu().readUnlock(cpu);
    }

    /** One exchange: what adds to a queue that lets its consumer wait for a half-added node. */
    @Benchmark
    public int exchange() {
        return (int) Word.VALUE.getAndSet(word, 1);
    }

    /** A load, and a compare-and-swap that expects what it found: what adds to a list that is complete at any time. */
    @Benchmark
    public boolean loadAndCas() {
        int seen = (int) Word.VALUE.getAcquire(word);
        return Word.VALUE.compareAndSet(word, seen, seen + 1);
    }

    /** Two looks at the clock and the time between them counted in a histogram, which is what timing an operation needs. */
    @Benchmark
    public long clocksRecorded() {
        long start = System.nanoTime();
        long took = System.nanoTime() - start;
        times.recordValue(took);
        return took;
    }

    /** A word with 128 bytes before it. */
    private static final class Word extends LeadingPad {
        static final VarHandle VALUE = ConstantBootstraps.fieldVarHandle(
                MethodHandles.lookup(), "value", VarHandle.class, Word.class, int.class);

        @SuppressWarnings("UnusedVariable") // through VALUE
        private int value;
    }
}
