package dev.spinlab.results.gate.history;

/**
 * The divergence of two neighbouring pieces of a series, for all places of a split.
 *
 * <p>It is Matteson and James's Q with alpha = 1: with m values before and n behind the split, mn / (m + n) times twice
 * the mean distance between the pieces less the mean distances within each.
 *
 * <h2>Implementation notes</h2>
 *
 * Sums of distances over rectangles come from a table of prefix sums, so that the table costs O(n²) and each split O(1).
 */
final class EnergyStatistic {
    private final int size;
    /** Sum of |x[i] - x[j]| over i below the row and j below the column. */
    private final double[] sums;

    /**
     * Makes the table.
     *
     * @param values the piece of the series
     */
    EnergyStatistic(double[] values) {
        size = values.length;
        int width = size + 1;
        sums = new double[width * width];
        for (int i = 0; i < size; i++) {
            double row = 0;
            for (int j = 0; j < size; j++) {
                row += Math.abs(values[i] - values[j]);
                sums[(i + 1) * width + j + 1] = sums[i * width + j + 1] + row;
            }
        }
    }

    /**
     * The divergence of {@code [0, split)} and {@code [split, end)}.
     *
     * @param split first value behind the split, at least 2
     * @param end first value that is left out, at least {@code split + 2}
     * @return Q, 0 where all values are alike
     */
    double of(int split, int end) {
        double before = split;
        double behind = (double) end - split;
        double between = sum(0, split, split, end) / (before * behind);
        double withinBefore = sum(0, split, 0, split) / (before * (before - 1));
        double withinBehind = sum(split, end, split, end) / (behind * (behind - 1));
        return before * behind / (before + behind) * (2 * between - withinBefore - withinBehind);
    }

    /**
     * The greatest divergence.
     *
     * @param least fewest values of a piece, at least 2
     * @param anyEnd whether the second piece may end before the series does, so that a later change cannot mask this one
     * @return the best split; its {@code q} is negative infinity if the series is too short for any
     */
    Best best(int least, boolean anyEnd) {
        Best best = new Best(0, Double.NEGATIVE_INFINITY);
        for (int split = least; split + least <= size; split++) {
            for (int end = anyEnd ? split + least : size; end <= size; end++) {
                double q = of(split, end);
                if (q > best.q()) {
                    best = new Best(split, q);
                }
            }
        }
        return best;
    }

    /** Over i in [top, bottom) and j in [left, right). */
    private double sum(int top, int bottom, int left, int right) {
        int width = size + 1;
        return sums[bottom * width + right]
                - sums[top * width + right]
                - sums[bottom * width + left]
                + sums[top * width + left];
    }

    /**
     * A split.
     *
     * @param split first value behind it
     * @param q its divergence
     */
    record Best(int split, double q) {}
}
