package dev.spinlab.bench.driver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** In which order the trials of a round are measured. */
public enum ForkOrder {
    /** Each round shuffled anew, by the seed. */
    RANDOM,
    /** Each round as planned. */
    LISTED,
    /** Each round the other way round, to see whether it matters who comes first. */
    REVERSED;

    /**
     * The spelling used on command lines.
     *
     * @return for example {@code random}
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Lays out the forks of a plan.
     *
     * @param plan the plan
     * @param seed seed of {@link #RANDOM}; the same seed gives the same order on every JDK
     * @return round after round, each with every trial as often as the plan says
     */
    public List<PlannedFork> layOut(Plan plan, long seed) {
        Random random = new Random(seed);
        List<PlannedFork> forks = new ArrayList<>();
        for (int round = 0; round < plan.timing().forks(); round++) {
            List<PlannedFork> trials = round(plan, round);
            switch (this) {
                case RANDOM -> Collections.shuffle(trials, random);
                case REVERSED -> Collections.reverse(trials);
                case LISTED -> {}
            }
            forks.addAll(trials);
        }
        return List.copyOf(forks);
    }

    private static List<PlannedFork> round(Plan plan, int round) {
        List<PlannedFork> forks = new ArrayList<>();
        for (Trial trial : plan.trials()) {
            int times = plan.times(trial);
            for (int i = 0; i < times; i++) {
                forks.add(new PlannedFork(trial, round * times + i));
            }
        }
        return forks;
    }

    /**
     * Finds an order.
     *
     * @param id its {@link #id()}
     * @return the order
     * @throws BadInputException if there is none
     */
    public static ForkOrder of(String id) {
        return Arrays.stream(values())
                .filter(order -> order.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        "--order " + id, "no such order", "known: random, listed, reversed (of maps: --map-order)"));
    }
}
