package dev.spinlab.results.stat;

import java.util.List;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.math3.util.CombinatoricsUtils;

/**
 * Whether the second arm gives more than the first, by exchanging the arms' labels within blocks only.
 *
 * <p>Nothing is assumed but that within a block any labelling was as likely as any other if the arms do not differ. The
 * statistic is the difference of the arms' means, averaged over blocks of one size. The p-value is the share of
 * labellings with a difference at least as great as the one seen, the one seen included.
 */
public final class PermutationTest {
    /** Up to so many labellings all are tried; beyond, {@value #DRAWS} are drawn. */
    public static final int MOST_EXACT = 100_000;

    /** Labellings drawn if there are too many to try them all. */
    public static final int DRAWS = 100_000;

    private static final double ROUNDING = 1e-9;

    private PermutationTest() {}

    /**
     * One block: the values of both arms, as many of each.
     *
     * @param first values of the first arm
     * @param second values of the second arm
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Block(double[] first, double[] second) {
        /** Rejects blocks of unequal arms. */
        public Block {
            if (first.length == 0 || first.length != second.length) {
                throw new IllegalArgumentException(
                        "arms of " + first.length + " and " + second.length + " values in a block");
            }
        }

        private double[] all() {
            double[] all = new double[2 * first.length];
            System.arraycopy(first, 0, all, 0, first.length);
            System.arraycopy(second, 0, all, first.length, second.length);
            return all;
        }
    }

    /**
     * The p-value of the hypothesis that the second arm gives no more than the first.
     *
     * @param blocks the blocks
     * @param seed of the labellings, if they are drawn
     * @return above 0 and at most 1
     */
    public static double pGreater(List<Block> blocks, long seed) {
        double seen = 0;
        double scale = 0;
        for (Block block : blocks) {
            seen += sum(block.second()) / block.second().length;
            scale += Math.abs(sum(block.first())) + Math.abs(sum(block.second()));
        }
        double threshold = seen - ROUNDING * scale;
        double labellings = labellings(blocks);
        if (labellings <= MOST_EXACT) {
            return atLeast(blocks, 0, 0, threshold) / labellings;
        }
        Well19937c random = new Well19937c(seed);
        int hits = 1;
        for (int draw = 0; draw < DRAWS; draw++) {
            if (drawn(blocks, random) >= threshold) {
                hits++;
            }
        }
        return hits / (DRAWS + 1.0);
    }

    /**
     * The smallest p-value that blocks of these sizes can give.
     *
     * @param blocks the blocks
     * @return one labelling among all that would be tried
     */
    public static double leastP(List<Block> blocks) {
        double labellings = labellings(blocks);
        return labellings <= MOST_EXACT ? 1 / labellings : 1 / (DRAWS + 1.0);
    }

    private static double labellings(List<Block> blocks) {
        double labellings = 1;
        for (Block block : blocks) {
            int n = block.first().length;
            labellings *= CombinatoricsUtils.binomialCoefficientDouble(2 * n, n);
        }
        return labellings;
    }

    /** The labellings of the blocks from {@code at} on that bring {@code sum} to the threshold. */
    private static long atLeast(List<Block> blocks, int at, double sum, double threshold) {
        if (at == blocks.size()) {
            return sum >= threshold ? 1 : 0;
        }
        double[] all = blocks.get(at).all();
        int n = all.length / 2;
        long count = 0;
        for (var choices = CombinatoricsUtils.combinationsIterator(2 * n, n); choices.hasNext(); ) {
            double chosen = 0;
            for (int i : choices.next()) {
                chosen += all[i];
            }
            count += atLeast(blocks, at + 1, sum + chosen / n, threshold);
        }
        return count;
    }

    private static double drawn(List<Block> blocks, Well19937c random) {
        double sum = 0;
        for (Block block : blocks) {
            double[] all = block.all();
            int n = all.length / 2;
            double chosen = 0;
            for (int i = 0; i < n; i++) {
                int other = i + random.nextInt(all.length - i);
                chosen += all[other];
                all[other] = all[i];
            }
            sum += chosen / n;
        }
        return sum;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
