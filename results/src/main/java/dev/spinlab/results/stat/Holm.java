package dev.spinlab.results.stat;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Holm's step-down correction: rejecting what is adjusted to at most α makes one false rejection or more in the whole
 * family with probability at most α, whatever the dependence (Holm, Scandinavian Journal of Statistics 6, 1979).
 */
public final class Holm {
    private Holm() {}

    /**
     * Adjusts p-values: the k-th smallest of m becomes (m − k + 1) times itself, at least the one before, at most 1.
     *
     * @param pValues p-values of a family, each from 0 to 1
     * @return adjusted p-values in the order given
     */
    public static double[] adjusted(double... pValues) {
        Integer[] order = ascending(pValues);
        double[] adjusted = new double[pValues.length];
        double before = 0;
        for (int k = 0; k < order.length; k++) {
            before = Math.max(before, Math.min(1, (order.length - k) * pValues[order[k]]));
            adjusted[order[k]] = before;
        }
        return adjusted;
    }

    /** The indices of p-values, the smallest first. */
    static Integer[] ascending(double... pValues) {
        Integer[] order = new Integer[pValues.length];
        for (int i = 0; i < order.length; i++) {
            if (!(pValues[i] >= 0 && pValues[i] <= 1)) {
                throw new IllegalArgumentException("not a p-value: " + pValues[i]);
            }
            order[i] = i;
        }
        Arrays.sort(order, Comparator.comparingDouble(i -> pValues[i]));
        return order;
    }
}
