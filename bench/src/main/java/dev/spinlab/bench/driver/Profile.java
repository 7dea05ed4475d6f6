package dev.spinlab.bench.driver;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A ready-made choice of cases and times. */
public enum Profile {
    /** The main questions once, in minutes. */
    QUICK("the main questions once, three forks each, less than four minutes on two CPUs"),
    /** Every workload and dimension, in little more than an hour. */
    FULL("every workload and dimension, four longer forks each, eight for the main questions, over an hour");

    private static final int MAIN_TIMES = 2;

    private static final Timing QUICK_TIMING = new Timing(3, Duration.ofMillis(600), 1, Duration.ofMillis(130));
    private static final Timing FULL_TIMING = new Timing(4, Duration.ofMillis(700), 1, Duration.ofMillis(300));

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
     * The trials that get more forks than others.
     *
     * @param trials all trials of the profile
     * @param allowedCpus CPUs that this process may use
     * @return how many times as many, where that is more than once: in the full profile, for what the quick one has too
     */
    Map<Trial, Integer> times(List<Trial> trials, int allowedCpus) {
        if (this == QUICK) {
            return Map.of();
        }
        Set<String> main = QUICK.cases(allowedCpus).stream().map(Case::slug).collect(Collectors.toSet());
        return trials.stream()
                .filter(trial -> main.contains(trial.measured().slug()))
                .collect(Collectors.toMap(trial -> trial, trial -> MAIN_TIMES));
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
