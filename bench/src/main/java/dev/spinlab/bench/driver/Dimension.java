package dev.spinlab.bench.driver;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A parameter of the load that a case can set, in the order of lists: a word or a number with a default that asks for nothing
 * special. Each is a parameter of {@link dev.spinlab.bench.harness.Rig} with the same default and the same limits.
 */
public enum Dimension {
    /** Whose the values are. */
    OWNERS("whose the values are: each task's own, or one control group's", List.of("private", "shared")),
    /** Caller class of the calls. */
    CALLER("who calls: a tracing program or a system call", List.of("program", "syscall")),
    /** Maps that a task uses. */
    MAPS("maps that each task uses", "1", 1, 1000),
    /** Order of a walk over maps. */
    ORDER(
            "order of a walk over maps; interleaved: after every third map the first one again",
            List.of("sequential", "interleaved")),
    /** Elements per operation. */
    BATCH("elements created, then deleted, by one operation", "1", 1, 1024),
    /** Length of a value. */
    VALUE_BYTES("length of a value in bytes", "8", 1, 65_400),
    /** Elements that nobody touches. */
    LIVE("elements of other owners in each map", "0", 0, 1_000_000),
    /** Work between operations. */
    THINK_STEPS("steps of other work between two operations", "0", 0, 1_000_000),
    /** When operations begin. */
    ARRIVAL(
            "when operations begin: when the one before has ended, or so many per second and task",
            "closed",
            1,
            10_000_000),
    /** Other work on the same CPUs. */
    NEIGHBOUR("a task on each CPU that does other work", List.of("off", "on")),
    /** Physical CPUs. */
    HOST("physical CPUs: each modelled CPU its own, or one for all (overcommit)", List.of("own", "one")),
    /** Rules of resilient locks. */
    LOCK_PROFILE("rules and times of the resilient locks of recovery workloads", List.of("current", "v6_15")),
    /** How resilient locks wait. */
    LOCK_KIND(
            "how waiters of the resilient locks wait: as the backend has it, or by test-and-set as in a virtual machine",
            List.of("backend", "test-and-set")),
    /** Where interrupts come from. */
    PERIOD(
            "where interrupts come from: seeded distances in steps, or real-time threads every so many microseconds",
            "stepped",
            20,
            1000),
    /** How real-time interrupts follow each other. */
    SPACING("distances of real-time interrupts: all alike, or drawn", List.of("fixed", "exponential"));

    private final String meaning;
    private final String initial;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> words;

    private final int least;
    private final int greatest;

    /** One of some words, the first of which is the default. */
    Dimension(String meaning, List<String> words) {
        this.meaning = meaning;
        this.words = words;
        initial = words.get(0);
        least = 0;
        greatest = -1;
    }

    /** A number, or the default. */
    Dimension(String meaning, String initial, int least, int greatest) {
        this.meaning = meaning;
        this.initial = initial;
        this.least = least;
        this.greatest = greatest;
        words = initial.matches("\\d+") ? List.of() : List.of(initial);
    }

    /**
     * JMH's name of it.
     *
     * @return for example {@code valueBytes}
     */
    public String parameter() {
        String[] parts = name().toLowerCase(Locale.ROOT).split("_", -1);
        StringBuilder camel = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            camel.append(parts[i].substring(0, 1).toUpperCase(Locale.ROOT)).append(parts[i].substring(1));
        }
        return camel.toString();
    }

    /**
     * The option that asks for it.
     *
     * @return for example {@code --value-bytes}
     */
    public String option() {
        // --order is the order of forks.
        return this == ORDER
                ? "--map-order"
                : "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The value that holds unless another one is given.
     *
     * @return never asks for anything special
     */
    public String initial() {
        return initial;
    }

    /**
     * What it is.
     *
     * @return one clause
     */
    public String meaning() {
        return meaning;
    }

    /**
     * The values there are.
     *
     * @return for example {@code program, syscall} or {@code 1 to 1000}
     */
    public String known() {
        String listed = String.join(", ", words);
        if (greatest < least) {
            return listed;
        }
        return (listed.isEmpty() ? "" : listed + ", ") + least + " to " + greatest;
    }

    /**
     * Checks a value.
     *
     * @param text what was given
     * @return the value as JMH is to be told it
     * @throws BadInputException if there is no such value
     */
    public String parse(String text) {
        if (words.contains(text)) {
            return text;
        }
        String number = this == PERIOD ? micros(text) : text;
        if (greatest >= least && number.matches("\\d{1,9}")) {
            int value = Integer.parseInt(number);
            if (value >= least && value <= greatest) {
                return Integer.toString(value);
            }
        }
        throw new BadInputException(option() + " " + text, "no such value", "known: " + known());
    }

    /** A time with its unit, in microseconds; anything else as it is. */
    private static String micros(String text) {
        return text.matches("\\d{1,9}us") ? text.substring(0, text.length() - 2) : text.equals("1ms") ? "1000" : text;
    }

    /**
     * Finds a dimension.
     *
     * @param parameter its {@link #parameter()}
     * @return the dimension
     * @throws IllegalArgumentException if there is none
     */
    public static Dimension of(String parameter) {
        return Arrays.stream(values())
                .filter(dimension -> dimension.parameter().equals(parameter))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(parameter + ": no such parameter; known: "
                        + Arrays.stream(values()).map(Dimension::parameter).collect(Collectors.joining(", "))));
    }
}
