package dev.spinlab.bench.driver;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A ready-made choice of cases and times. */
public enum Profile {
    /** The main questions once, in minutes. */
    QUICK("the main questions once, three forks each, less than four minutes on two CPUs"),
    /** Every workload and dimension, in hours. */
    FULL("every workload and dimension, ten longer forks each, hours");

    private static final Timing QUICK_TIMING = new Timing(3, Duration.ofMillis(420), 1, Duration.ofMillis(130));
    private static final Timing FULL_TIMING = new Timing(10, Duration.ofMillis(1000), 5, Duration.ofMillis(500));

    private final String description;

    Profile(String description) {
        this.description = description;
    }

    /**
     * The spelling used on command lines and in results.
     *
     * @return for example {@code quick}
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Forks and times.
     *
     * @return what holds unless options say otherwise
     */
    public Timing timing() {
        return switch (this) {
            case QUICK -> QUICK_TIMING;
            case FULL -> FULL_TIMING;
        };
    }

    /**
     * What it is for.
     *
     * @return one line
     */
    public String description() {
        return description;
    }

    /**
     * The cases, those for 2 CPUs included even where there are fewer.
     *
     * @param allowedCpus CPUs that this process may use
     * @return in the order of reports
     */
    public List<Case> cases(int allowedCpus) {
        return switch (this) {
            case QUICK -> ProfileCases.quick(allowedCpus);
            case FULL -> ProfileCases.full(allowedCpus);
        };
    }

    /**
     * Whether a case is measured for one backend of each kind of lock only, to save time.
     *
     * @param candidate a case of the profile
     * @return never in the full profile
     */
    boolean thinsOut(Case candidate) {
        return this == QUICK && ProfileCases.thinsOut(candidate);
    }

    /**
     * Finds a profile.
     *
     * @param id its {@link #id()}
     * @return the profile
     * @throws BadInputException if there is none
     */
    public static Profile of(String id) {
        return Arrays.stream(values())
                .filter(profile -> profile.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new BadInputException("--profile " + id, "no such profile", "known: quick, full"));
    }
}
