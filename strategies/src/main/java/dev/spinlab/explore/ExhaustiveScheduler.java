package dev.spinlab.explore;

import java.util.Arrays;

/**
 * Every choice list there is, depth first: the run is repeated up to the last choice that has an alternative left, which is
 * then taken.
 */
public final class ExhaustiveScheduler implements Scheduler {
    private int[] taken = new int[256];
    private int[] counts = new int[256];
    private int depth;
    private int known;
    private boolean started;

    /** Creates one that stands before the first schedule. */
    public ExhaustiveScheduler() {}

    @Override
    public boolean begin() {
        if (!started) {
            started = true;
            return true;
        }
        known = depth;
        while (known > 0 && taken[known - 1] + 1 == counts[known - 1]) {
            known--;
        }
        depth = 0;
        if (known == 0) {
            return false;
        }
        taken[known - 1]++;
        return true;
    }

    @Override
    public int choose(long point, int[] codes, int count) {
        if (depth == taken.length) {
            taken = Arrays.copyOf(taken, 2 * depth);
            counts = Arrays.copyOf(counts, 2 * depth);
        }
        if (depth >= known) {
            taken[depth] = 0;
        } else if (counts[depth] != count) {
            throw new IllegalStateException("not repeatable: choice " + depth + " had " + counts[depth]
                    + " alternatives before and has " + count + " now");
        }
        counts[depth] = count;
        return codes[taken[depth++]];
    }
}
