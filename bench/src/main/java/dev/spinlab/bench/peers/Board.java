package dev.spinlab.bench.peers;

import dev.spinlab.backend.Backends;
import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.MachineBuilder;
import dev.spinlab.machine.NativeSchedule;
import dev.spinlab.machine.Task;
import dev.spinlab.machine.pinning.AffinityPinning;
import dev.spinlab.rcu.RcuParameters;
import dev.spinlab.storage.Storage;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * A modelled machine with a CPU for each thread of a benchmark, and a storage. Before each iteration the heap is collected, so
 * that an iteration that allocates less than the heap has room for meets no collection.
 */
@State(Scope.Benchmark)
public class Board {
    /** The backend of the storage. */
    @Param("rqspinlock")
    public String backend;

    /** Whether grace periods are as short as their readers allow, in place of as long as a kernel's. */
    @Param("false")
    public boolean shortPeriods;

    private ModelKernel kernel;
    private Storage storage;

    /** For JMH. */
    @SuppressWarnings("NullAway.Init") // by the set-up
    public Board() {}

    /**
     * Builds and starts it.
     *
     * @param benchmark tells the number of threads
     */
    @Setup(Level.Trial)
    public void start(BenchmarkParams benchmark) {
        Machine machine = Machine.builder()
                .schedule(new NativeSchedule(MachineBuilder.DEFAULT_SLICE_NANOS))
                .cpus(benchmark.getThreads())
                .pinning(new AffinityPinning())
                .notices(notice -> {})
                .build();
        kernel = ModelKernel.on(machine, shortPeriods ? RcuParameters.shortest() : RcuParameters.defaults());
        storage = Backends.byId(backend).open(kernel);
        kernel.start();
    }

    /** Collects the heap. */
    @Setup(Level.Iteration)
    public void collect() {
        System.gc();
    }

    Task newTask(int cpu) {
        return kernel.machine().newTask(cpu, "peer-" + cpu);
    }

    /**
     * Returns what runs on the machine.
     *
     * @return the kernel, started
     */
    public ModelKernel kernel() {
        return kernel;
    }

    /**
     * Returns what is under test.
     *
     * @return the storage, open
     */
    public Storage storage() {
        return storage;
    }

    /** Stops it. */
    @TearDown(Level.Trial)
    public void stop() {
        kernel.shutdown();
    }
}
