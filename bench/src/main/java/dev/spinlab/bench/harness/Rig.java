package dev.spinlab.bench.harness;

import static java.util.Map.entry;

import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.lock.SpinLock;
import dev.spinlab.machine.Schedule;
import dev.spinlab.machine.pinning.NoPinning;
import dev.spinlab.rcu.Rcu;
import dev.spinlab.storage.Storage;
import dev.spinlab.storage.StorageMap;
import dev.spinlab.storage.TracePoint;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * What all workers of a trial share: the modelled machine and the backend, made from JMH's parameters.
 *
 * <p>All parameters are words, spelt as on Spinlab's own command line. The number of JMH threads is cpus x tasks per
 * CPU.
 */
@State(Scope.Benchmark)
public class Rig {
    /*
     * Implementation notes. There is no fixture here but the set-up: in JMH 1.37 a thread that finds another one inside a
     * shared state's fixture sleeps for a millisecond and then for a second at a time. What ends an iteration or the trial
     * is done by worker 0.
     */

    /** Id of the backend. */
    @Param({"percpu-counter", "rqspinlock", "llist-deferred-free", "irqsave-deferred-free"})
    public String backend;

    /** Modelled CPUs; threads must be a multiple of it. */
    @Param("1")
    public String cpus;

    /** When a task can be preempted: {@code full} or {@code none}. */
    @Param("full")
    public String preemption;

    /** Level of the interrupts: {@code none}, {@code hardirq} or {@code nmi}. */
    @Param("none")
    public String interrupts;

    /** Mean distance of interrupts in steps. */
    @Param("1000")
    public String interruptSteps;

    /** Which operations are timed: {@code off} for none, {@code on} for all, {@code sampled} for some. */
    @Param("off")
    public String latency;

    /** Whose the values are: {@code private} (each task's own) or {@code shared} (one control group's). */
    @Param("private")
    public String owners;

    /** Caller class of the calls: {@code program} or {@code syscall}. */
    @Param("program")
    public String caller;

    /** Maps that each task uses. */
    @Param("1")
    public String maps;

    /** Order in which a walk looks its maps up: {@code sequential} or {@code interleaved}. */
    @Param("sequential")
    public String order;

    /** Elements created, then deleted, by one operation. */
    @Param("1")
    public String batch;

    /** Length of a value in bytes. */
    @Param("8")
    public String valueBytes;

    /** Elements of other owners that lie in each map. */
    @Param("0")
    public String live;

    /** Steps of other work between two operations. */
    @Param("0")
    public String thinkSteps;

    /** When operations begin: {@code closed} (when the one before has ended), or so many per second and task. */
    @Param("closed")
    public String arrival;

    /** Whether a task on each CPU does other work: {@code off} or {@code on}. */
    @Param("off")
    public String neighbour;

    /** Physical CPUs: {@code own} (one for each modelled CPU) or {@code one} (for all of them). */
    @Param("own")
    public String host;

    /** Rules of the resilient locks: {@code current} or {@code v6_15}. */
    @Param("current")
    public String lockProfile;

    /**
     * How resilient locks wait: as the {@code backend} has it, which is in a queue, or by {@code test-and-set}, as the
     * kernel does in a virtual machine.
     */
    @Param("backend")
    public String lockKind;

    /** Where interrupts come from: {@code stepped}, or real-time threads every so many microseconds. */
    @Param("stepped")
    public String period;

    /** How far apart the interrupts of real-time threads are: {@code fixed} or {@code exponential}. */
    @Param("fixed")
    public String spacing;

    private Testbed testbed;

    /** For JMH, which then fills in the parameters. */
    @SuppressWarnings("NullAway.Init") // by JMH
    public Rig() {}

    /**
     * Builds and starts the machine.
     *
     * @param benchmark what JMH was told
     * @throws IllegalStateException if it makes no sense; the message is one line that names the thing and the remedy
     */
    @Setup(Level.Trial)
    public void setUp(BenchmarkParams benchmark) {
        if (benchmark.getMode() != Mode.Throughput) {
            throw new IllegalStateException("mode " + benchmark.getMode().shortLabel()
                    + ": goodput needs throughput; leave -bm out, and give -p latency=on for latencies");
        }
        if (!benchmark.shouldSynchIterations()) {
            throw new IllegalStateException(
                    "-si false: tasks that start alone are not measured together; leave it out");
        }
        testbed = new Testbed(
                RigParameters.parse(words(), benchmark.getThreads()),
                HarnessProperties.pinning(),
                HarnessProperties.seed());
    }

    /**
     * Builds and starts a machine under some schedule, without JMH.
     *
     * @param differing parameters by name, where they differ from their defaults
     * @param threads tasks
     * @param schedule who runs when
     * @param seed seed of the interrupt distances
     * @return the rig
     * @throws IllegalStateException if it makes no sense; the message is one line that names the thing and the remedy
     */
    static Rig under(Map<String, String> differing, int threads, Schedule schedule, long seed) {
        Rig rig = of(differing);
        rig.testbed = new Testbed(
                RigParameters.parse(rig.words(), threads), schedule, new NoPinning("tasks take turns"), seed);
        return rig;
    }

    /**
     * Builds and starts a machine on threads that are bound to CPUs, without JMH.
     *
     * @param differing parameters by name, where they differ from their defaults
     * @param threads tasks
     * @param seed seed of the interrupts
     * @return the rig
     * @throws IllegalStateException if it makes no sense; the message is one line that names the thing and the remedy
     */
    static Rig onThreads(Map<String, String> differing, int threads, long seed) {
        Rig rig = of(differing);
        rig.testbed = new Testbed(RigParameters.parse(rig.words(), threads), true, seed);
        return rig;
    }

    private static Rig of(Map<String, String> differing) {
        Rig rig = new Rig();
        for (Field parameter : Rig.class.getFields()) {
            String[] values = parameter.getAnnotation(Param.class).value();
            try {
                parameter.set(rig, differing.getOrDefault(parameter.getName(), values[0]));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(parameter + " is not public, as JMH's parameters are", e);
            }
        }
        return rig;
    }

    private Map<String, String> words() {
        return Map.ofEntries(
                entry("backend", backend),
                entry("cpus", cpus),
                entry("preemption", preemption),
                entry("interrupts", interrupts),
                entry("interruptSteps", interruptSteps),
                entry("latency", latency),
                entry("owners", owners),
                entry("caller", caller),
                entry("maps", maps),
                entry("order", order),
                entry("batch", batch),
                entry("valueBytes", valueBytes),
                entry("live", live),
                entry("thinkSteps", thinkSteps),
                entry("arrival", arrival),
                entry("neighbour", neighbour),
                entry("host", host),
                entry("lockProfile", lockProfile),
                entry("lockKind", lockKind),
                entry("period", period),
                entry("spacing", spacing));
    }

    /**
     * Checks that there are interrupts, for workloads that are about them.
     *
     * @throws IllegalStateException if there are none
     */
    public void requireInterrupts() {
        if (!testbed.parameters().interrupted()) {
            throw new IllegalStateException(
                    "interrupts=none: this workload is about interrupts; give -p interrupts=hardirq or nmi");
        }
    }

    /**
     * Checks that there are no interrupts, for workloads that would not know what to do in one.
     *
     * @throws IllegalStateException if there are
     */
    public void forbidInterrupts() {
        if (testbed.parameters().interrupted()) {
            throw new IllegalStateException("interrupts=" + interrupts
                    + ": this workload has no interrupt handler; give -p interrupts=none or an Interrupted* workload");
        }
    }

    /**
     * Returns the backend's storage.
     *
     * @return the storage
     */
    public Storage storage() {
        return testbed.storage();
    }

    /**
     * Returns what the tasks are to do.
     *
     * @return the dimensions of the load
     */
    public Load load() {
        return testbed.parameters().load();
    }

    /**
     * Returns the map that tasks work on. Interrupt handlers have another one.
     *
     * @return the map, the first of {@link #maps()}
     */
    public StorageMap map() {
        return testbed.maps()[0];
    }

    /**
     * Returns the maps that tasks work on, for workloads that use several.
     *
     * @return as many as {@link Load#maps()}; not to be changed
     */
    public StorageMap[] maps() {
        return testbed.maps();
    }

    /**
     * Returns the modelled kernel, for workloads that look deeper than storage.
     *
     * @return the kernel
     */
    public ModelKernel kernel() {
        return testbed.kernel();
    }

    /**
     * Returns regular RCU, under which elements are read.
     *
     * @return the domain
     */
    public Rcu rcu() {
        return testbed.kernel().rcu();
    }

    /**
     * Returns the one lock that all tasks share.
     *
     * @return a lock of the kind that the backend uses
     */
    public SpinLock lock() {
        return testbed.lock();
    }

    /**
     * Makes a lock.
     *
     * @param name for messages
     * @return one of the kind that the backend uses, under the trial's {@link Load#lockParameters}
     */
    public SpinLock newLock(String name) {
        return testbed.locks().newLock(name);
    }

    /**
     * Returns the one thing of its kind that all tasks of the trial share.
     *
     * @param kind what it is
     * @param maker makes it, for the first task that asks
     * @param <T> what it is
     * @return the same for all tasks
     */
    public <T> T shared(Class<T> kind, Supplier<T> maker) {
        return testbed.shared().get(kind, maker);
    }

    /**
     * Attaches a program to a place inside updates. It updates a map for the same owner, as a caller of class PROGRAM,
     * and is counted as a handler is. Asked for by every task, and then attached once.
     *
     * @param point the place
     * @param otherMap whether it works on a map of its own instead of the one that is being updated
     */
    public void callProgram(TracePoint point, boolean otherMap) {
        testbed.callProgram(point, otherMap);
    }

    /**
     * Returns the number of modelled CPUs.
     *
     * @return at least 1
     */
    public int cpuCount() {
        return testbed.parameters().cpus();
    }

    /**
     * Returns the number of tasks on each CPU.
     *
     * @return at least 1
     */
    public int tasksPerCpu() {
        return testbed.parameters().tasks() / testbed.parameters().cpus();
    }

    /**
     * Checks that there are as many tasks as a workload needs.
     *
     * @param enough whether there are
     * @param needed what it needs, for the message
     * @throws IllegalStateException if there are not
     */
    public void require(boolean enough, String needed) {
        if (!enough) {
            throw new IllegalStateException(
                    "cpus=" + cpus + ", threads=" + testbed.parameters().tasks() + ": this workload needs " + needed);
        }
    }

    Testbed testbed() {
        return testbed;
    }
}
