package dev.spinlab.bench.peers;

import static dev.spinlab.bench.peers.Bar.sample;

import dev.spinlab.bench.driver.Workload;
import dev.spinlab.bench.gate.timed.TimedPlan;
import dev.spinlab.bench.harness.SpinlabProfiler;
import dev.spinlab.bench.peers.Bar.Sense;
import dev.spinlab.bench.peers.Bar.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Everything that is measured, and what is asked of it.
 *
 * @param probes in no particular order
 * @param bars about them
 */
record Probes(List<Probe> probes, List<Bar> bars) {
    /** Bytes of an element with a value of one word, and of the storage of an owner; proved by a test of object layouts. */
    static final int ELEMENT_BYTES = 96;

    static final int STORAGE_BYTES = 80;

    /** What CPUs that share no lock are to do, as a share of what as many machines would. */
    private static final double SCALING = 0.9;

    private static final String RQSPINLOCK = "rqspinlock";

    Probes {
        probes = List.copyOf(probes);
        bars = List.copyOf(bars);
    }

    /** All of them, on so many CPUs where CPUs contend. */
    static Probes on(int cpus) {
        List<Probe> probes = new ArrayList<>(List.of(
                Probe.of("raw lock", RawLockPair.class),
                Probe.of("resilient lock", ResilientLockPair.class).with("-prof", "gc"),
                Probe.of("unchecked lock", UncheckedLockPair.class),
                Probe.of("ReentrantLock", ReentrantLockPair.class),
                Probe.of("lookup", StorageLookup.class).with("-prof", "gc"),
                Probe.of("update", StorageUpdate.class).with("-prof", "gc"),
                Probe.of("ThreadLocal", ThreadLocalGet.class),
                Probe.of("map get", HashMapGet.class),
                createDelete("create+delete", 1).with("-prof", "gc"),
                Probe.allocating("map put+remove", HashMapPutRemove.class, 1),
                Probe.of("llist", LocklessBatch.class),
                Probe.of("linked queue", LinkedQueueBatch.class),
                Probe.of("mpsc queue", MpscQueueBatch.class),
                Probe.of("steps", Stepping.class),
                Probe.of("no steps", NotStepping.class),
                Probe.of("bare", BareMethod.class),
                Probe.of("clocks", TwoClockReads.class),
                Probe.of("harness", Workload.EMPTY_OPERATION, RQSPINLOCK, 1),
                Probe.of("harness, timed", Workload.EMPTY_OPERATION, RQSPINLOCK, 1)
                        .with("-p", "latency=on"),
                createDelete("create+delete, unwatched", 1).with("-prof", "gc").flagged("-Dspinlab.detectors=off")));
        List<Bar> bars = new ArrayList<>(List.of(
                Bar.slower("raw spin lock, lock+unlock", "ReentrantLock", 0.65, "raw lock", "ReentrantLock"),
                Bar.slower("rqspinlock, lock+unlock", "ReentrantLock", 1.2, "resilient lock", "ReentrantLock")));
        if (cpus > 1) {
            contended(cpus, probes, bars);
        }
        bars.addAll(List.of(
                Bar.faster(
                        "rqspinlock, one task, throughput",
                        "without its checks",
                        0.83,
                        "resilient lock",
                        "unchecked lock"),
                Bar.slower("lookup that hits", "ThreadLocal.get", 2.5, "lookup", "ThreadLocal"),
                Bar.slower("lookup that hits", "ConcurrentHashMap.get", 1.2, "lookup", "map get"),
                Bar.slower(
                        "create+delete, rqspinlock",
                        "ConcurrentHashMap put+remove",
                        2.0,
                        "create+delete",
                        "map put+remove"),
                Bar.slower(
                        "lock-less list, 32 pushed and taken", "ConcurrentLinkedQueue", 0.7, "llist", "linked queue"),
                Bar.slower(
                        "lock-less list, 32 pushed and taken", "JCTools MpscLinkedQueue", 1.1, "llist", "mpsc queue"),
                Bar.dearer("step", "no step", 0.5, "steps", "no steps"),
                Bar.dearer("harness, empty operation", "bare JMH method", 3, "harness", "bare"),
                new Bar(
                        "timing an operation",
                        "two System.nanoTime",
                        5,
                        Sense.AT_MOST,
                        Unit.NANOS,
                        round -> sample(round, "harness, timed").nanos()
                                - sample(round, "harness").nanos()
                                - sample(round, "clocks").nanos()),
                Bar.slower(
                        "create+delete with detectors and counts",
                        "without",
                        1.1,
                        "create+delete",
                        "create+delete, unwatched"),
                Bar.allocates("lookup, allocated", "nothing", 0.01, "lookup"),
                Bar.allocates("update in place, allocated", "nothing", 0.01, "update"),
                Bar.allocates("rqspinlock, allocated", "nothing", 0.01, "resilient lock"),
                Bar.allocates(
                        "create+delete, allocated",
                        "element and storage",
                        ELEMENT_BYTES + STORAGE_BYTES + 0.5,
                        "create+delete")));
        for (int owners : new int[] {1 << 10, 1 << 14, 1 << 17}) {
            scaling(probes, bars, "owners", owners);
        }
        for (int live : new int[] {1_000, 100_000, 1_000_000}) {
            scaling(probes, bars, "live", live);
        }
        return new Probes(probes, bars);
    }

    private static void contended(int cpus, List<Probe> probes, List<Bar> bars) {
        probes.addAll(List.of(
                Probe.of("resilient lock, contended", ResilientLockContended.class)
                        .on(cpus),
                Probe.of("unchecked lock, contended", UncheckedLockContended.class)
                        .on(cpus),
                Probe.of("fair lock, contended", FairLockContended.class).on(cpus),
                Probe.of("rqspinlock, shared out", Workload.LOCK_UNLOCK, RQSPINLOCK, cpus)
                        .with("-prof", SpinlabProfiler.class.getName())));
        String where = ", " + cpus + " CPUs contending";
        bars.addAll(List.of(
                Bar.faster(
                        "rqspinlock" + where + ", throughput",
                        "fair ReentrantLock",
                        5,
                        "resilient lock, contended",
                        "fair lock, contended"),
                new Bar(
                        "rqspinlock" + where + ", Jain's index",
                        "evenly",
                        0.99,
                        Sense.AT_LEAST,
                        Unit.INDEX,
                        round -> sample(round, "rqspinlock, shared out").jain()),
                Bar.faster(
                        "rqspinlock" + where + ", throughput",
                        "without its checks, least",
                        0.7,
                        "resilient lock, contended",
                        "unchecked lock, contended"),
                new Bar(
                        "rqspinlock" + where + ", throughput",
                        "without its checks, most",
                        1.4,
                        Sense.AT_MOST,
                        Unit.RATIO,
                        round -> sample(round, "unchecked lock, contended").nanos()
                                / sample(round, "resilient lock, contended").nanos())));
        // With a map of their own as well as an owner: the locks of a map's buckets are shared by all who use it.
        for (String backend : TimedPlan.backends()) {
            String one = backend + ", 1 CPU";
            String two = backend + ", " + cpus + " CPUs";
            probes.add(createDelete(one, 1).with("-p", "backend=" + backend));
            probes.add(createDelete(two, cpus).with("-p", "backend=" + backend));
            bars.add(new Bar(
                    backend + ", create+delete, " + cpus + " CPUs, owners and maps of their own",
                    "1 CPU, goodput",
                    SCALING * cpus,
                    Sense.AT_LEAST,
                    Unit.RATIO,
                    round -> cpus
                            * sample(round, one).nanos()
                            / sample(round, two).nanos()));
        }
    }

    private static Probe createDelete(String name, int cpus) {
        return Probe.allocating(name, StorageCreateDelete.class, cpus);
    }

    private static void scaling(List<Probe> probes, List<Bar> bars, String parameter, int number) {
        String name = "create+delete, " + parameter + " " + number;
        probes.add(createDelete(name, 1).with("-p", parameter + "=" + number));
        bars.add(Bar.slower(
                "create+delete, " + String.format(Locale.ROOT, "%,d", number)
                        + (parameter.equals("live") ? " live elements" : " owners"),
                "one owner",
                1.5,
                name,
                "create+delete"));
    }
}
