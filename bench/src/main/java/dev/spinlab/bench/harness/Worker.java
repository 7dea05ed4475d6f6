package dev.spinlab.bench.harness;

import dev.spinlab.machine.Task;
import dev.spinlab.storage.Owner;
import java.util.OptionalDouble;
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
import org.openjdk.jmh.infra.Control;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.infra.ThreadParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * A workload, seen from one JMH thread: a task of the modelled machine that does one operation again and again.
 *
 * <p>Worker i runs on CPU i modulo cpus, is bound to the physical CPU behind it, and has an owner of its own. A
 * workload extends this with its operation and a benchmark method that returns what {@link #operate} returns.
 *
 * <p>Unless JMH is told otherwise, successful operations per second are measured in several short forks. A fork is
 * needed: only then does each call in the harness and the strategies see one implementation.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(3)
@Warmup(iterations = 8, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public abstract class Worker {
    /*
     * Implementation notes. A workload extends this instead of asking JMH for it: JMH 1.37 gives a thread's set-up method
     * and its benchmark method two different instances of a thread-scoped state.
     */
    private Testbed testbed;
    private int index;
    private Owner owner;
    private TaskLoop loop;
    private boolean measured;

    /** For workloads, which JMH makes. */
    @SuppressWarnings("NullAway.Init") // by the set-up
    protected Worker() {}

    /**
     * Says what the task does; asked once, before the first iteration.
     *
     * @param rig what all workers share
     * @return the operation, this task's own
     * @throws IllegalStateException if the parameters do not suit the workload; the message is one line
     */
    protected abstract Operation operation(Rig rig);

    /**
     * Says whether to record how many calls and how long each first call of an operation needed, where it was refused.
     *
     * @return false unless overridden
     */
    protected boolean countsRetries() {
        return false;
    }

    /**
     * Says whether the operation records, by {@link Tally#recovered}, how long calls that could not be granted took to be
     * answered.
     *
     * @return false unless overridden
     */
    protected boolean measuresRecovery() {
        return false;
    }

    /**
     * Says whether one task alone can do the operation as often as it likes, in about the time it takes beside others. Then
     * the end of a measured iteration checks that twice as many operations take twice the time. An operation that waits for
     * another task must say no.
     *
     * @return unless overridden, true but for workloads that measure recovery
     */
    protected boolean repeatsAlone() {
        return !measuresRecovery();
    }

    /**
     * Returns the owner that the task works on.
     *
     * @return its own, or with {@code owners=shared} the one of all tasks
     */
    protected final Owner owner() {
        return owner;
    }

    /**
     * Returns the seed of what the task does at random.
     *
     * @return another one for each task, the same in each fork unless {@code -Dspinlab.seed} says otherwise
     */
    protected final long seed() {
        return HarnessProperties.seed() + index;
    }

    /**
     * Returns which of the trial's tasks this is: task {@code index / cpus} of CPU {@code index % cpus}.
     *
     * @return from 0
     */
    protected final int index() {
        return index;
    }

    /**
     * Becomes a task.
     *
     * @param rig the machine
     * @param thread which of JMH's threads this is
     */
    @Setup(Level.Trial)
    public void setUp(Rig rig, ThreadParams thread) {
        Operation operation = join(rig, thread.getThreadIndex());
        Task task = testbed.newTask(index);
        task.bind();
        Asked asked = new Asked(countsRetries(), measuresRecovery(), repeatsAlone());
        loop = testbed.newLoop(index, task, new HandlerTally(owner), operation, asked);
        loop.prepare();
    }

    /** Becomes worker {@code number} of a machine; returns what it is to do. */
    final Operation join(Rig rig, int number) {
        testbed = rig.testbed();
        index = number;
        owner = testbed.ownerOf(index);
        Operation itself = operation(rig);
        OptionalDouble planted = HarnessProperties.planted();
        return planted.isEmpty() ? itself : new PlantedOperation(itself, planted.getAsDouble());
    }

    /**
     * Starts an iteration.
     *
     * @param iteration what kind it is
     */
    @Setup(Level.Iteration)
    public void beginIteration(IterationParams iteration) {
        measured = iteration.getType() == IterationType.MEASUREMENT;
        if (index == 0 && HarnessProperties.turns()) {
            turns().await(); // The other workers wait for this one.
        }
        loop.begin(measured);
    }

    /**
     * Does one successful operation, or less if JMH stops the iteration.
     *
     * @param control JMH's start and stop
     * @return what the operation read
     */
    protected final long operate(Control control) {
        return loop.run(control);
    }

    /**
     * Ends an iteration; worker 0 ends it for all.
     *
     * @throws InterruptedException if JMH loses patience with a task that does not leave its CPU
     */
    @TearDown(Level.Iteration)
    public void endIteration() throws InterruptedException {
        loop.leave();
        testbed.left();
        if (index == 0) {
            LastIteration.publish(testbed.endIteration(measured).metrics());
        }
    }

    /** Ends the trial; worker 0 ends it for all. */
    @TearDown(Level.Trial)
    public void tearDown() {
        if (index == 0) {
            if (HarnessProperties.turns()) {
                turns().done();
            }
            testbed.shutDown(HarnessProperties.histogramLog(), HarnessProperties.series());
        }
    }

    private static Turns turns() {
        return new Turns(System.in, System.out);
    }
}
