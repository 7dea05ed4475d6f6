package dev.spinlab.results.measure;

import java.util.Optional;

/**
 * JMH parameters of the benchmarks beyond CPUs, preemption, interrupts and latency, each with the value that means
 * "nothing special". A result that lacks one has its default; a parameter at its default is not spoken of.
 */
public enum Parameter {
    /** Whether each task has an owner of its own or all share one. */
    OWNERS("owners", "private"),
    /** Class of the caller: programs may be refused by a busy counter, system calls wait. */
    CALLER("caller", "program"),
    /** Maps that a task uses. */
    MAPS("maps", "1"),
    /** Order in which the maps are looked up. */
    ORDER("order", "sequential"),
    /** Elements created, then deleted, per operation. */
    BATCH("batch", "1"),
    /** Length of a value. */
    VALUE_BYTES("valueBytes", "8"),
    /** Live elements of other owners in the same maps. */
    LIVE("live", "0"),
    /** Steps of other work between operations. */
    THINK_STEPS("thinkSteps", "0"),
    /** Closed loop, or operations per second and task in an open one. */
    ARRIVAL("arrival", "closed"),
    /** Whether each CPU has one more task that does other work only. */
    NEIGHBOUR("neighbour", "off"),
    /** Whether each modelled CPU has a physical one of its own or all share one. */
    HOST("host", "own"),
    /** Timing profile of resilient locks. */
    LOCK_PROFILE("lockProfile", "current"),
    /** How the locks wait: as the backend's do, or all on one word without a queue. */
    LOCK_KIND("lockKind", "backend");

    private final String id;
    private final String standard;

    Parameter(String id, String standard) {
        this.id = id;
        this.standard = standard;
    }

    /**
     * The parameter of that name.
     *
     * @param id name in JMH's JSON
     * @return the parameter, empty for one that this build does not know
     */
    public static Optional<Parameter> of(String id) {
        for (Parameter parameter : values()) {
            if (parameter.id.equals(id)) {
                return Optional.of(parameter);
            }
        }
        return Optional.empty();
    }

    /**
     * Its name in JMH's JSON and on the command line.
     *
     * @return for example {@code valueBytes}
     */
    public String id() {
        return id;
    }

    /**
     * The value that goes without saying.
     *
     * @return for example {@code 8}
     */
    public String standard() {
        return standard;
    }

    /** Whether its values are whole numbers, so that a text is a mistake and 16 comes after 2. */
    boolean isCount() {
        return switch (this) {
            case MAPS, BATCH, VALUE_BYTES, LIVE, THINK_STEPS -> true;
            case OWNERS, CALLER, ORDER, ARRIVAL, NEIGHBOUR, HOST, LOCK_PROFILE, LOCK_KIND -> false;
        };
    }
}
