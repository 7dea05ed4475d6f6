package dev.spinlab.bench.driver;

import dev.spinlab.machine.Preemption;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The cases of the profiles: a choice, since the product of all dimensions would take weeks. */
final class ProfileCases {
    /**
     * Workloads that the profiles give to one backend of each kind of lock only, though backends that free differently could
     * differ a little.
     */
    private static final Set<Workload> THINNED = EnumSet.of(
            Workload.LOOKUP_HIT,
            Workload.READ_MOSTLY,
            Workload.RETRY_CREATE,
            Workload.INTERRUPTED_LOOKUP_HIT,
            Workload.INTERRUPTED_LOOKUP_MISS,
            Workload.INTERRUPTED_NOTHING);

    /** Handlers over operations of which real kernels have been asked too. */
    private static final List<Workload> ASKED_OF_KERNELS =
            List.of(Workload.INTERRUPTED_CREATE_DELETE, Workload.INTERRUPTED_LOOKUP_HIT, Workload.INTERRUPTED_NOTHING);

    private final CaseList list = new CaseList();
    private final int allCpus;

    private ProfileCases(int allowedCpus) {
        allCpus = Math.max(2, allowedCpus);
    }

    static List<Case> quick(int allowedCpus) {
        ProfileCases quick = new ProfileCases(allowedCpus);
        quick.addQuick();
        return quick.list.cases();
    }

    static List<Case> full(int allowedCpus) {
        ProfileCases full = new ProfileCases(allowedCpus);
        full.addStorage();
        full.addDimensions();
        full.addLookups();
        full.addChanges();
        full.addFreeing();
        full.addRecursion();
        full.addRecovery();
        full.addInterrupted();
        full.addLocks();
        full.addKernelTests();
        full.addOthers();
        full.addLatencies();
        return full.list.cases();
    }

    /** Whether the profiles give a case to one backend of each kind of lock only. */
    static boolean thinsOut(Case candidate) {
        return THINNED.contains(candidate.workload()) || candidate.preemption() == Preemption.NONE;
    }

    private void addQuick() {
        draft(Workload.CREATE_DELETE, "cost and refusals as tasks share a CPU")
                .on(1, 1, 2)
                .on(2, 1);
        if (allCpus > 2) {
            draft(Workload.CREATE_DELETE, "cost on every CPU of the machine").on(allCpus, 1);
        }
        draft(Workload.CREATE_DELETE, "control: without preemption nobody is refused")
                .preemption(Preemption.NONE)
                .on(1, 2);
        draft(Workload.LOOKUP_HIT, "the read path under preemption").on(1, 2);
        draft(Workload.LOOKUP_WALK, "lookups within and beyond the cache").forEach(Dimension.MAPS, 1, 16, 32);
        draft(Workload.RETRY_CREATE, "calls and time until a create succeeds").on(1, 2);
        for (Workload workload : ASKED_OF_KERNELS) {
            draft(workload, "refusals of handlers that hit it").add();
        }
        draft(Workload.LOCK_UNLOCK, "the lock alone, uncontended and contended by two CPUs")
                .on(1, 1)
                .on(2, 1);
        draft(Workload.EMPTY_OPERATION, "the harness's own cost").add();
        for (Workload workload : Workload.values()) {
            if (workload.quick()) {
                draft(workload, "its plainest case").add();
            }
        }
        draft(Workload.CREATE_DELETE, "percentiles; every operation is timed")
                .timed()
                .on(1, 2);
    }

    // ---- full
    // --------------------------------------------------------------------------------------------------------

    private void addStorage() {
        draft(Workload.CREATE_DELETE, "cost and refusals by tasks and CPUs")
                .on(1, 1, 2, 4, 8)
                .on(2, 1, 2, 4)
                .on(allCpus, 1, 2);
        draft(Workload.CREATE_DELETE, "control: without preemption nobody is refused")
                .preemption(Preemption.NONE)
                .on(1, 1, 2, 4)
                .on(2, 1, 2);
        draft(Workload.RETRY_CREATE, "calls and time until a create succeeds")
                .on(1, 2, 4, 8)
                .on(2, 2);
        draft(Workload.RETRY_CREATE, "control: without preemption nobody is refused")
                .preemption(Preemption.NONE)
                .on(1, 2);
    }

    private void addDimensions() {
        Workload workload = Workload.CREATE_DELETE;
        draft(workload, "all tasks on one owner")
                .with(Dimension.OWNERS, "shared")
                .on(1, 2)
                .on(2, 1, 2);
        draft(workload, "callers that wait for the locks")
                .with(Dimension.CALLER, "syscall")
                .on(1, 1, 2)
                .on(2, 2);
        draft(workload, "all tasks on one owner, as callers that wait for the locks")
                .with(Dimension.OWNERS, "shared")
                .with(Dimension.CALLER, "syscall")
                .on(2, 2);
        for (int steps : new int[] {100, 1000, 10_000}) {
            draft(workload, "less time spent inside")
                    .with(Dimension.THINK_STEPS, steps)
                    .on(1, 2);
        }
        for (int bytes : new int[] {64, 1024, 16_384}) {
            draft(workload, "longer values").with(Dimension.VALUE_BYTES, bytes).on(1, 1);
        }
        for (int live : new int[] {10_000, 100_000}) {
            draft(workload, "a map that is full already")
                    .with(Dimension.LIVE, live)
                    .on(1, 1);
        }
        draft(workload, "what spinning costs other work on the same CPU")
                .with(Dimension.NEIGHBOUR, "on")
                .on(1, 1, 2);
        for (int cpus : new int[] {2, 4, 8}) {
            for (Workload overcommitted : List.of(Workload.LOCK_UNLOCK, workload)) {
                draft(overcommitted, "overcommit: lock holders are preempted by the operating system")
                        .with(Dimension.HOST, "one")
                        .on(cpus, 1)
                        .with(Dimension.LOCK_KIND, "test-and-set")
                        .on(cpus, 1);
            }
        }
    }

    private void addLookups() {
        draft(Workload.LOOKUP_HIT, "the read path").on(1, 1, 2, 4).on(2, 1, 2).on(allCpus, 1);
        draft(Workload.LOOKUP_HIT, "all tasks read one value")
                .with(Dimension.OWNERS, "shared")
                .on(2, 1);
        draft(Workload.LOOKUP_HIT, "as a system call")
                .with(Dimension.CALLER, "syscall")
                .on(1, 1);
        draft(Workload.LOOKUP_HIT, "among many other values")
                .with(Dimension.LIVE, 100_000)
                .on(1, 1);
        draft(Workload.LOOKUP_MISS, "lookups that find nothing").forEach(Dimension.MAPS, 1, 2, 16, 17, 100);
        draft(Workload.LOOKUP_MISS, "lookups that find nothing").on(1, 2).on(2, 1);
        for (String order : List.of("sequential", "interleaved")) {
            draft(Workload.LOOKUP_WALK, "lookups within and beyond the cache")
                    .with(Dimension.ORDER, order)
                    .forEach(Dimension.MAPS, 1, 10, 16, 17, 24, 32, 100, 1000);
        }
        draft(Workload.LOOKUP_WALK, "lookups beyond the cache, which take a lock")
                .with(Dimension.MAPS, 17)
                .on(1, 2)
                .on(2, 1);
        draft(Workload.LOOKUP_WALK, "lookups beyond the cache of one owner")
                .with(Dimension.MAPS, 17)
                .with(Dimension.OWNERS, "shared")
                .on(2, 1);
    }

    private void addChanges() {
        draft(Workload.UPDATE_EXISTING, "replacing values").on(1, 1, 2, 4).on(2, 1, 2);
        draft(Workload.UPDATE_EXISTING, "replacing one value from all sides")
                .with(Dimension.OWNERS, "shared")
                .on(1, 2)
                .on(2, 1);
        draft(Workload.UPDATE_EXISTING, "replacing long values")
                .with(Dimension.VALUE_BYTES, 1024)
                .on(1, 1);
        draft(Workload.READ_MOSTLY, "mostly reading").on(1, 1, 2, 4).on(2, 1, 2).on(allCpus, 1);
        draft(Workload.READ_MOSTLY, "mostly reading one value")
                .with(Dimension.OWNERS, "shared")
                .on(1, 2)
                .on(2, 1, 2);
        draft(Workload.CREATE_BATCH, "bursts as the kernel's benchmark makes them")
                .forEach(Dimension.BATCH, 16, 32, 64);
        draft(Workload.CREATE_BATCH, "bursts that meet").on(1, 2).on(2, 1);
    }

    private void addFreeing() {
        draft(Workload.FREE_BURST, "exits in bursts of different size").forEach(Dimension.BATCH, 1, 64, 1024);
        draft(Workload.FREE_BURST, "bursts that meet").on(2, 1);
        draft(Workload.TRACE_READERS, "a sleeping reader on each CPU")
                .on(1, 2, 4)
                .on(2, 2);
        draft(Workload.TEARDOWN, "two tasks of one CPU at the same elements").add();
        draft(Workload.TEARDOWN, "two CPUs at the same elements")
                .on(2, 1)
                .with(Dimension.BATCH, 1)
                .on(2, 1);
    }

    private void addRecursion() {
        for (Workload workload : List.of(Workload.RECURSION_SAME_MAP, Workload.RECURSION_OTHER_MAP)) {
            draft(workload, "refusals of a program that recurses").on(1, 1, 2).on(2, 1);
        }
    }

    private void addRecovery() {
        draft(Workload.RECOVERY_STUCK_OWNER, "a queue behind the one that waits first")
                .with(Dimension.HOST, "one")
                .on(4, 1);
        draft(Workload.RECOVERY_STUCK_OWNER, "waiters that race instead of queueing")
                .with(Dimension.LOCK_KIND, "test-and-set")
                .add();
        for (Workload workload : Workload.values()) {
            if (workload.participants() == Participants.RESILIENT_LOCKS) {
                draft(workload, "how long until an answer")
                        .add()
                        .with(Dimension.LOCK_PROFILE, "v6_15")
                        .add();
            }
        }
    }

    private void addInterrupted() {
        for (Workload workload : Workload.values()) {
            if (workload.interrupted()) {
                CaseList.Draft draft = draft(workload, "refusals of handlers that hit it")
                        .interrupts(InterruptLevel.HARDIRQ, InterruptLevel.NMI)
                        .on(1, 1);
                if (ASKED_OF_KERNELS.contains(workload)) {
                    draft.on(1, 2).on(2, 1);
                }
            }
        }
    }

    private void addLocks() {
        draft(Workload.LOCK_UNLOCK, "the lock alone, by tasks and CPUs")
                .on(1, 1, 2, 4)
                .on(2, 1, 2)
                .on(allCpus, 1, 2);
        draft(Workload.LOCK_UNLOCK, "what spinning costs other work on the same CPU")
                .with(Dimension.NEIGHBOUR, "on")
                .on(2, 1);
    }

    private void addKernelTests() {
        draft(Workload.NODEADLOCK, "the kernel's test").add();
        draft(Workload.NODEADLOCK, "the same as callers that the counter refuses")
                .with(Dimension.CALLER, "program")
                .add();
        draft(Workload.STRESS_LOOKUP, "the kernel's test").add();
        draft(Workload.EMPTY_OPERATION, "the harness's own cost").on(1, 1, 2).on(2, 1);
    }

    /** Whatever has no cases of its own yet. */
    private void addOthers() {
        for (Workload workload : Workload.values()) {
            if (list.has(workload)) {
                continue;
            }
            draft(workload, "its plainest case").add();
        }
    }

    private void addLatencies() {
        String purpose = "percentiles; every operation is timed";
        draft(Workload.CREATE_DELETE, purpose).timed().on(1, 1, 2, 4).on(2, 1, 2);
        draft(Workload.CREATE_DELETE, "percentiles from the intended start, at a steady pace")
                .with(Dimension.ARRIVAL, 2000)
                .timed()
                .on(1, 2)
                .on(2, 1);
        draft(Workload.LOOKUP_HIT, purpose).timed().on(1, 2);
        draft(Workload.UPDATE_EXISTING, purpose).timed().on(1, 2);
        draft(Workload.READ_MOSTLY, purpose).timed().on(1, 2).on(2, 2);
        draft(Workload.LOCK_UNLOCK, purpose).timed().on(2, 1);
    }

    private CaseList.Draft draft(Workload workload, String purpose) {
        return list.draft(workload, purpose);
    }
}
