package dev.spinlab.bench.peers;

import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Task;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * A JMH thread that has a modelled CPU, and the physical one behind it, to itself. What is compared with a strategy extends this
 * too, so that it runs on the same CPU and beside the same machine.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(5)
@Warmup(iterations = 5, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 100, timeUnit = TimeUnit.MILLISECONDS)
public abstract class OnCpu {
    private Task task;

    /** The CPU. */
    protected Cpu cpu;

    /** For benchmarks, which JMH makes. */
    @SuppressWarnings("NullAway.Init") // by the set-up
    protected OnCpu() {}

    /**
     * Becomes a task.
     *
     * @param board the machine
     * @param thread which of JMH's threads this is
     */
    @Setup(Level.Trial)
    public void setUp(Board board, ThreadParams thread) {
        task = board.newTask(thread.getThreadIndex());
        cpu = task.cpu();
        task.bind();
        task.enter();
        prepare(board);
        task.leave();
    }

    /**
     * Makes what the benchmark needs, on the CPU.
     *
     * @param board the machine
     */
    protected void prepare(Board board) {}

    /** Takes the CPU. */
    @Setup(Level.Iteration)
    public void enter() {
        task.enter();
    }

    /** Gives it back. */
    @TearDown(Level.Iteration)
    public void leave() {
        task.leave();
    }
}
