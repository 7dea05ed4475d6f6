package dev.spinlab.bench.driver;

import static dev.spinlab.bench.driver.Participants.ANY_ONE;
import static dev.spinlab.bench.driver.Participants.LOCKS;
import static dev.spinlab.bench.driver.Participants.ONE_PER_LOCK;
import static dev.spinlab.bench.driver.WorkloadTraits.locks;
import static dev.spinlab.bench.driver.WorkloadTraits.lookups;
import static dev.spinlab.bench.driver.WorkloadTraits.plain;
import static dev.spinlab.bench.driver.WorkloadTraits.storage;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** The workloads, in the order of reports. Each is a class of the same name in the package of workloads. */
public enum Workload {
    /** Create and delete. */
    CREATE_DELETE(
            storage().taking(Dimension.LOCK_KIND), "What does creating and deleting a value cost, and who is refused?"),
    /** Lookup that hits. */
    LOOKUP_HIT(lookups(), "Does a lookup that hits pay for the strategy at all?"),
    /** Lookup that misses. */
    LOOKUP_MISS(
            lookups().of(ONE_PER_LOCK).taking(Dimension.MAPS),
            "What does it cost to learn that there is no value, by the values that are there instead?"),
    /** Lookups in one map after the other. */
    LOOKUP_WALK(
            lookups().of(ONE_PER_LOCK).taking(Dimension.ORDER).at(Dimension.MAPS, "16"),
            "What does a lookup cost by the number of maps in use, beyond the 16 places of the cache too?"),
    /** Update of an existing value. */
    UPDATE_EXISTING(storage(), "What does replacing a value cost, and who is refused?"),
    /** Mostly lookups. */
    READ_MOSTLY(
            storage(), "What do a few changes cost those who mostly read (90 reads, 9 updates, 1 delete and create)?"),
    /** Create and delete many at once. */
    CREATE_BATCH(
            storage().without(Dimension.OWNERS).at(Dimension.BATCH, "32").at(Dimension.VALUE_BYTES, "64"),
            "What does a burst of creates, then of deletes, cost, and what piles up meanwhile?"),
    /** Retry until created. */
    RETRY_CREATE(storage(), "How many calls and how long until a create succeeds?"),
    /** A program under the storage lock recurses. */
    RECURSION_SAME_MAP(
            storage(), "What does a program get that recurses into the very storage lock it was called under?"),
    /** A program on entry to updates recurses into another map. */
    RECURSION_OTHER_MAP(storage(), "Is a program refused that recurses, though no lock is in its way?"),
    /** Create and delete under interrupts. */
    INTERRUPTED_CREATE_DELETE(
            storage().underInterrupts(),
            "What happens to a handler that creates and deletes in the middle of a create or delete?"),
    /** Lookup under interrupts. */
    INTERRUPTED_LOOKUP_HIT(
            storage().underInterrupts(),
            "What happens to a handler that creates and deletes in the middle of a lookup?"),
    /** Lookup that misses, under interrupts. */
    INTERRUPTED_LOOKUP_MISS(
            lookups().of(ONE_PER_LOCK).taking(Dimension.MAPS).underInterrupts(),
            "What happens to a handler that creates and deletes in the middle of a lookup in vain?"),
    /** Update of an existing value under interrupts. */
    INTERRUPTED_UPDATE_EXISTING(
            storage().underInterrupts(),
            "What happens to a handler that creates and deletes in the middle of an update?"),
    /** Nothing under interrupts. */
    INTERRUPTED_NOTHING(
            storage().underInterrupts(),
            "Control: the same handler over an empty operation, where no refusal can be spurious."),
    /** A lock taken twice. */
    RECOVERY_AA(locks(1).inQuickProfile(), "How long until a CPU that takes a lock it holds already gets its answer?"),
    /** Two locks, two CPUs. */
    RECOVERY_ABBA(
            locks(2).iterationsOfAtLeast(Duration.ofMillis(200)).inQuickProfile(),
            "How long until two CPUs that each hold what the other wants go on?"),
    /** Three locks, three CPUs: on one physical CPU unless asked otherwise, since few machines have three to spare. */
    RECOVERY_ABBCCA(
            locks(3).at(Dimension.HOST, "one").iterationsOfAtLeast(Duration.ofSeconds(1)),
            "How does a cycle of three locks end, which nobody looks for?"),
    /** An owner that keeps its lock. */
    RECOVERY_STUCK_OWNER(
            locks(2).iterationsOfAtLeast(Duration.ofMillis(2500)),
            "What becomes of those who wait for an owner that does not let go?"),
    /** Many owners exit at once. */
    FREE_BURST(
            storage().without(Dimension.OWNERS).at(Dimension.BATCH, "64"),
            "How large does the backlog get when many owners exit at once, and how long until it is gone?"),
    /** Readers that sleep. */
    TRACE_READERS(
            storage().on(1, 2).iterationsOfAtLeast(Duration.ofMillis(400)),
            "What do readers that sleep cost those who delete?"),
    /** Owner exit against map free. */
    TEARDOWN(
            storage().without(Dimension.OWNERS).at(Dimension.BATCH, "64").on(1, 2),
            "Do owner exit and map free always end when they meet at the same elements?"),
    /** Lock and unlock alone. */
    LOCK_UNLOCK(
            plain().changingNothing().of(LOCKS).taking(Dimension.LOCK_KIND),
            "What does the backend's own spin lock cost by itself?"),
    /** The kernel's test of callers that wait for the locks. */
    NODEADLOCK(
            storage()
                    .without(Dimension.OWNERS)
                    .at(Dimension.CALLER, "syscall")
                    .on(1, 32)
                    .iterationsOfAtLeast(Duration.ofSeconds(1)),
            "Do 32 tasks on one CPU create and delete without an error if they wait for the locks?"),
    /** The kernel's stress test of lookups. */
    STRESS_LOOKUP(
            lookups()
                    .of(ONE_PER_LOCK)
                    .at(Dimension.OWNERS, "shared")
                    .at(Dimension.CALLER, "syscall")
                    .on(1, 256)
                    .iterationsOfAtLeast(Duration.ofSeconds(2)),
            "Does the busy counter come back to 0 after 256 tasks on one CPU have looked up one owner's value?"),
    /** Nothing at all. */
    EMPTY_OPERATION(plain().changingNothing().of(ANY_ONE), "Control: what does the harness itself cost?");

    private static final String PACKAGE = "dev.spinlab.bench.workload.";

    @SuppressWarnings("ImmutableEnumChecker") // a record that copies its collections
    private final WorkloadTraits traits;

    private final String question;

    Workload(WorkloadTraits traits, String question) {
        this.traits = traits;
        this.question = question;
    }

    /**
     * The name used on command lines and in results.
     *
     * @return the class's simple name in kebab case
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * JMH's name of it.
     *
     * @return fully qualified benchmark method
     */
    public String benchmark() {
        String simpleName = Arrays.stream(name().split("_", -1))
                .map(part -> part.charAt(0) + part.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
        return PACKAGE + simpleName + ".run";
    }

    /**
     * Whether it has an interrupt handler, and so needs interrupts.
     *
     * @return true if so
     */
    public boolean interrupted() {
        return traits.interrupted();
    }

    /**
     * The question it answers.
     *
     * @return one line
     */
    public String question() {
        return question;
    }

    /**
     * Which backends it tells apart.
     *
     * @return the others are left out unless asked for by name
     */
    public Participants participants() {
        return traits.participants();
    }

    /**
     * The dimensions that make a difference to it.
     *
     * @return in their order
     */
    public Set<Dimension> dimensions() {
        return traits.takes();
    }

    /**
     * What a case of it has unless something else is asked for.
     *
     * @return values by parameter, where they differ from the parameter's default
     */
    public SortedMap<String, String> initial() {
        return traits.initial();
    }

    /**
     * The modelled CPUs of a case that nothing is said about; with fewer it makes no sense.
     *
     * @return at least 1
     */
    public int cpus() {
        return traits.cpus();
    }

    /**
     * The tasks per CPU of a case that nothing is said about.
     *
     * @return at least 1
     */
    public int tasks() {
        return traits.tasks();
    }

    /**
     * The shortest iteration that can measure it.
     *
     * @return zero if any can
     */
    public Duration leastIteration() {
        return traits.leastIteration();
    }

    /**
     * Whether neither it nor a handler changes storage: there is nothing to collect after an iteration.
     *
     * @return true for lookups, locks and nothing at all, uninterrupted
     */
    boolean changesNothing() {
        return traits.changesNothing();
    }

    /**
     * Whether each of its iterations costs the same: nothing is freed, and an iteration of any length can measure it.
     *
     * @return true for those of lookups, locks and nothing at all that are neither interrupted nor long
     */
    public boolean defersNothing() {
        return changesNothing() && leastIteration().isZero();
    }

    /**
     * Whether the quick profile has its plainest case.
     *
     * @return false for those whose cases the profile chooses itself, and for those it leaves out
     */
    boolean quick() {
        return traits.quick();
    }

    /**
     * Finds a workload.
     *
     * @param id its {@link #id()}
     * @return the workload
     * @throws BadInputException if there is none
     */
    public static Workload of(String id) {
        return Arrays.stream(values())
                .filter(workload -> workload.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new BadInputException("--workload " + id, "no such workload", "known: " + ids()));
    }

    /**
     * All ids.
     *
     * @return separated by commas
     */
    public static String ids() {
        return List.of(values()).stream().map(Workload::id).collect(Collectors.joining(", "));
    }
}
