package dev.spinlab.bench.driver;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The workloads, in the order of reports. */
public enum Workload {
    /** Create and delete. */
    CREATE_DELETE(
            "create-delete",
            "CreateDelete",
            false,
            "What does creating and deleting a value cost, and who is refused?"),
    /** Lookup that hits. */
    LOOKUP_HIT("lookup-hit", "LookupHit", false, "Does a lookup that hits pay for the strategy at all?"),
    /** Retry until created. */
    RETRY_CREATE("retry-create", "RetryCreate", false, "How many calls and how long until a create succeeds?"),
    /** Lock and unlock alone. */
    LOCK_UNLOCK("lock-unlock", "LockUnlock", false, "What does the backend's own spin lock cost by itself?"),
    /** Create and delete under interrupts. */
    INTERRUPTED_CREATE_DELETE(
            "interrupted-create-delete",
            "InterruptedCreateDelete",
            true,
            "What happens to a handler that creates and deletes in the middle of a create or delete?"),
    /** Nothing under interrupts. */
    INTERRUPTED_NOTHING(
            "interrupted-nothing",
            "InterruptedNothing",
            true,
            "Control: the same handler over an empty operation, where no refusal can be spurious.");

    private static final String PACKAGE = "dev.spinlab.bench.workload.";

    private final String id;
    private final String simpleName;
    private final boolean interrupted;
    private final String question;

    Workload(String id, String simpleName, boolean interrupted, String question) {
        this.id = id;
        this.simpleName = simpleName;
        this.interrupted = interrupted;
        this.question = question;
    }

    /**
     * The name used on command lines and in results.
     *
     * @return the class's simple name in kebab case
     */
    public String id() {
        return id;
    }

    /**
     * JMH's name of it.
     *
     * @return fully qualified benchmark method
     */
    public String benchmark() {
        return PACKAGE + simpleName + ".run";
    }

    /**
     * Whether it has an interrupt handler, and so needs interrupts.
     *
     * @return true if so
     */
    public boolean interrupted() {
        return interrupted;
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
     * Finds a workload.
     *
     * @param id its {@link #id()}
     * @return the workload
     * @throws BadInputException if there is none
     */
    public static Workload of(String id) {
        return Arrays.stream(values())
                .filter(workload -> workload.id.equals(id))
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
