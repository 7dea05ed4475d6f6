package dev.spinlab.explore;

import dev.spinlab.simulation.Action;
import java.util.SplittableRandom;

/**
 * Probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi and Nagarakatti 2010): whoever has the highest priority
 * goes on; priorities are random, and at {@code depth - 1} random places the one that runs drops below all others. A bug that
 * needs {@code depth} ordered events in a run of k choices among n contexts is found with a probability of at least {@code
 * 1 / (n k^(depth-1))}.
 *
 * <p>Interrupts are contexts too: one whose priority is above that of what runs comes, once per place of change.
 */
public final class PctScheduler implements Scheduler {
    private static final int CODES = 256;

    private final int depth;
    private final long seed;
    private final long[] changes;
    private final long[] priority = new long[CODES];
    private SplittableRandom random;
    private long number = -1;
    private long length = 64;
    private long points;
    private long lowest;

    /**
     * Creates one.
     *
     * @param seed the same seed makes the same choices, as long as the runs are the same
     * @param depth how many ordered events a bug needs to be found, at least 1
     */
    public PctScheduler(long seed, int depth) {
        if (depth < 1) {
            throw new IllegalArgumentException("a bug has a depth of at least 1, not " + depth);
        }
        this.seed = seed;
        this.depth = depth;
        changes = new long[depth - 1];
        random = new SplittableRandom(seed);
    }

    @Override
    public boolean begin() {
        number++;
        length = Math.max(8, points);
        points = 0;
        lowest = 0;
        random = new SplittableRandom(seed + number * 0x9E3779B97F4A7C15L);
        for (int code = 0; code < CODES; code++) {
            priority[code] = depth + random.nextLong(1 << 20);
        }
        for (int i = 0; i < changes.length; i++) {
            changes[i] = random.nextLong(length);
        }
        return true;
    }

    @Override
    public int choose(long point, int[] codes, int count) {
        long here = points++;
        boolean forced = codes[0] != Action.NOTHING;
        boolean change = false;
        for (long place : changes) {
            change |= place == here;
        }
        if (!forced && !change) {
            return codes[0];
        }
        int best = forced ? codes[0] : codes[1];
        for (int i = forced ? 0 : 1; i < count; i++) {
            if (priority[codes[i] % CODES] > priority[best % CODES]) {
                best = codes[i];
            }
        }
        priority[best % CODES] = --lowest;
        return best;
    }
}
