package dev.spinlab.bench.harness;

import dev.spinlab.lock.LockParameters;
import dev.spinlab.lock.LockProfile;
import dev.spinlab.storage.CallerClass;
import dev.spinlab.storage.OwnerKind;

/**
 * What the tasks of a trial do beyond being there: the dimensions of the load, each with a default that asks for nothing
 * special.
 *
 * @param ownersShared whether all tasks use one control group as owner, instead of each task its own
 * @param caller caller class of every call
 * @param maps maps that each task uses, at least 1
 * @param interleaved whether every third lookup of a walk over maps goes to the first map as well
 * @param batch elements that are created and then deleted by one operation, at least 1
 * @param valueBytes length of a value in bytes
 * @param live elements of other owners that lie in each map throughout
 * @param thinkSteps steps of other work that a task does between two operations
 * @param arrivalsPerSecond operations per second and task that are begun on a fixed schedule, 0 for one after another
 * @param neighbour whether a task on each CPU does other work all the time
 * @param oneHost whether all modelled CPUs share one physical CPU, as those of an overcommitted virtual machine
 * @param lockProfile rules of the resilient locks
 * @param testAndSet whether waiters for a resilient lock race for it instead of queueing
 */
public record Load(
        boolean ownersShared,
        CallerClass caller,
        int maps,
        boolean interleaved,
        int batch,
        int valueBytes,
        int live,
        int thinkSteps,
        int arrivalsPerSecond,
        boolean neighbour,
        boolean oneHost,
        LockProfile lockProfile,
        boolean testAndSet) {
    private static final int MAX_MAPS = 1000;
    private static final int MAX_BATCH = 1024;
    private static final int MAX_VALUE_BYTES = 65_400;
    private static final int MAX_LIVE = 1_000_000;
    private static final int MAX_THINK = 1_000_000;
    private static final int MAX_RATE = 10_000_000;

    static Load parse(ParameterWords words) {
        return new Load(
                words.choice("owners", "private", "shared"),
                words.choice("caller", "program", "syscall") ? CallerClass.SYSCALL : CallerClass.PROGRAM,
                words.number("maps", 1, MAX_MAPS),
                words.choice("order", "sequential", "interleaved"),
                words.number("batch", 1, MAX_BATCH),
                words.number("valueBytes", 1, MAX_VALUE_BYTES),
                words.number("live", 0, MAX_LIVE),
                words.number("thinkSteps", 0, MAX_THINK),
                words.is("arrival", "closed") ? 0 : words.number("arrival", 1, MAX_RATE),
                words.choice("neighbour", "off", "on"),
                words.choice("host", "own", "one"),
                words.choice("lockProfile", "current", "v6_15") ? LockProfile.V6_15 : LockProfile.CURRENT,
                words.choice("lockKind", "backend", "test-and-set"));
    }

    /**
     * The kind of owner that tasks use.
     *
     * @return a control group if they share one
     */
    public OwnerKind ownerKind() {
        return ownersShared ? OwnerKind.CGROUP : OwnerKind.TASK;
    }

    /**
     * What resilient locks are tuned by.
     *
     * @return the kernel's times, under the rules asked for
     */
    public LockParameters lockParameters() {
        return LockParameters.current().withProfile(lockProfile).withTestAndSet(testAndSet);
    }
}
