package dev.spinlab.results.kernel;

import static dev.spinlab.results.run.Fields.instant;
import static dev.spinlab.results.run.Fields.require;
import static dev.spinlab.results.run.Fields.text;
import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one kernel did on one machine: the content of {@code kernel.json}.
 *
 * @param schema version of this record's layout, {@link #SCHEMA}
 * @param started ISO-8601 instant at which the measurement began
 * @param command the command line that repeats it
 * @param release the kernel's release, for example {@code 6.18.44}
 * @param architecture as the operating system names it, for example {@code amd64}
 * @param preemption the kernel's preemption model, as read from it; null where it does not tell
 * @param locks what guards local storage in this kernel, as read from its type information
 * @param jvm name and version of the Java virtual machine that made the calls
 * @param rounds how many rounds each case was measured in
 * @param millisPerRound how long each case was measured in a round
 * @param partial whether it was stopped before its end
 * @param rows the cases, no two alike
 * @param leftOut one line for each kind of case that could not be measured here: which and why
 */
public record KernelFigures(
        int schema,
        String started,
        String command,
        String release,
        String architecture,
        @Nullable String preemption,
        Locks locks,
        String jvm,
        int rounds,
        long millisPerRound,
        boolean partial,
        List<KernelRow> rows,
        List<String> leftOut) {
    /** The layout version that this build writes and reads. */
    public static final int SCHEMA = 1;

    private static final Pattern VERSION = Pattern.compile("(\\d+\\.\\d+).*");

    /** What guards local storage in a kernel. */
    public enum Locks {
        /** A busy counter per CPU and raw spin locks, up to Linux 6.19. */
        COUNTER("percpu-counter"),
        /** Resilient queued spin locks, from Linux 7.0. */
        RQSPINLOCK("rqspinlock"),
        /** The kernel's type information tells neither. */
        UNKNOWN(null);

        private final @Nullable String backend;

        Locks(@Nullable String backend) {
            this.backend = backend;
        }

        /**
         * The backend that models such a kernel.
         *
         * @return its id, null where it is not known which
         */
        public @Nullable String backend() {
            return backend;
        }
    }

    /** Copies the lists and rejects what is missing, and two rows of one case. */
    public KernelFigures {
        text("started", started);
        instant(started);
        text("command", command);
        text("release", release);
        text("architecture", architecture);
        requireNonNull(locks, "locks");
        text("jvm", jvm);
        require(rounds >= 1, "rounds must be above 0, not " + rounds);
        require(millisPerRound >= 1, "millisPerRound must be above 0, not " + millisPerRound);
        rows = List.copyOf(rows);
        leftOut = List.copyOf(leftOut);
        Set<String> labels = new HashSet<>();
        rows.forEach(row -> require(labels.add(row.label()), "two rows '" + row.label() + "'"));
    }

    /**
     * The heading of the column that shows this kernel.
     *
     * @return for example {@code this machine's Linux 6.18}
     */
    public String title() {
        Matcher version = VERSION.matcher(release);
        return "this machine's Linux " + (version.matches() ? version.group(1) : release);
    }

    /**
     * How it was measured.
     *
     * @return for example {@code preemption none; 3 rounds of 285 ms each, least and greatest round in brackets}
     */
    public String conditions() {
        return "preemption " + (preemption == null ? "unknown" : preemption) + "; " + rounds
                + (rounds == 1 ? " round of " : " rounds of ") + millisPerRound
                + " ms for each case, least and greatest round in brackets";
    }

    /**
     * Finds a case inside a BPF program.
     *
     * @param operation what each task does
     * @param threads tasks
     * @param cpus CPUs that they share
     * @param interruptMicros distance of the interrupts, 0 without
     * @return the row, empty if the case was not measured
     */
    public Optional<KernelRow> find(String operation, int threads, int cpus, int interruptMicros) {
        return rows.stream()
                .filter(row -> row.operation().equals(operation)
                        && row.owner() == null
                        && row.threads() == threads
                        && row.cpus() == cpus
                        && row.interruptMicros() == interruptMicros)
                .findFirst();
    }

    /**
     * Whether this kernel takes the CPU from a task inside a BPF program.
     *
     * @return null where it does not tell
     */
    public @Nullable Boolean preempts() {
        if (preemption == null) {
            return null;
        }
        if (preemption.startsWith("none") || preemption.startsWith("voluntary")) {
            return false;
        }
        boolean known = Stream.of("full", "lazy", "rt").anyMatch(preemption::startsWith);
        return known ? Boolean.TRUE : null;
    }

    /**
     * What the figures do and do not show, for people.
     *
     * @return one sentence each
     */
    public List<String> limits() {
        List<String> limits = new ArrayList<>();
        limits.add(
                switch (locks) {
                    case COUNTER ->
                        "By its type information this kernel guards local storage by the busy counter and raw spin"
                                + " locks: the model's percpu-counter.";
                    case RQSPINLOCK ->
                        "By its type information this kernel guards local storage by resilient queued spin locks,"
                                + " without a counter: the model's rqspinlock. No refusals are expected.";
                    case UNKNOWN ->
                        "Its type information does not tell whether this kernel has the busy counter or resilient"
                                + " locks, so no backend of the model is set beside it.";
                });
        Boolean preempts = preempts();
        if (preempts == null) {
            limits.add(
                    "Its preemption model could not be read: threads that refuse none on one CPU may do so because nobody"
                            + " is preempted.");
        } else if (!preempts && locks != Locks.RQSPINLOCK) {
            limits.add("Its preemption model is " + preemption + ": no task loses the CPU inside a BPF program, so that"
                    + " threads refused by threads cannot be seen here; a kernel booted with preempt=full shows them.");
        }
        if (rows.stream().anyMatch(row -> row.handlers() != null)) {
            limits.add(
                    "In an interrupt a create gives NULL also when the kernel's allocator has no memory at hand, which is"
                            + " not told apart; over nothing that is all there can be.");
            limits.add(
                    "The share of interrupts that meet a lookup depends on what else the loop does between two lookups.");
        }
        limits.add("The time of a system call has the way from Java into the kernel and a reading of the clock in it.");
        if (partial) {
            limits.add("The measurement was stopped before its end.");
        }
        return limits;
    }
}
