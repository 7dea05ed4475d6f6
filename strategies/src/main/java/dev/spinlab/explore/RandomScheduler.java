package dev.spinlab.explore;

import java.util.SplittableRandom;

/** Choices at random, so that each schedule intervenes a few times, anywhere in it. */
public final class RandomScheduler implements Scheduler {
    private final long interventions;
    private final long seed;
    private SplittableRandom random;
    private long number = -1;
    private long length = 64;
    private long points;

    /**
     * Creates one.
     *
     * @param seed the same seed makes the same choices, as long as the runs are the same
     * @param interventions how often a schedule intervenes, on average
     */
    public RandomScheduler(long seed, int interventions) {
        this.seed = seed;
        this.interventions = interventions;
        random = new SplittableRandom(seed);
    }

    @Override
    public boolean begin() {
        number++;
        // The length of the last run, which is what the next is likely to have; part of the state, so repeatable.
        length = Math.max(8, points);
        points = 0;
        random = new SplittableRandom(seed + number * 0x9E3779B97F4A7C15L);
        return true;
    }

    @Override
    public int choose(long point, int[] codes, int count) {
        points++;
        boolean forced = codes[0] != dev.spinlab.simulation.Action.NOTHING;
        if (forced) {
            return codes[random.nextInt(count)];
        }
        return random.nextLong(length) < interventions ? codes[1 + random.nextInt(count - 1)] : codes[0];
    }
}
