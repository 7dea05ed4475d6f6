package dev.spinlab.results.stat;

/**
 * Benjamini and Hochberg's step-up correction: among what is adjusted to at most q, the expected share of false
 * rejections is at most q, for independent or positively dependent tests (Journal of the Royal Statistical Society B 57,
 * 1995).
 */
public final class BenjaminiHochberg {
    private BenjaminiHochberg() {}

    /**
     * Adjusts p-values: the k-th smallest of m becomes m / k times itself, at most the one after it.
     *
     * @param pValues p-values, each from 0 to 1
     * @return adjusted p-values in the order given
     */
    public static double[] adjusted(double... pValues) {
        Integer[] order = Holm.ascending(pValues);
        double[] adjusted = new double[pValues.length];
        double after = 1;
        for (int k = order.length; k > 0; k--) {
            after = Math.min(after, pValues[order[k - 1]] * order.length / k);
            adjusted[order[k - 1]] = after;
        }
        return adjusted;
    }
}
