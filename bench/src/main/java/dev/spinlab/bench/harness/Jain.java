package dev.spinlab.bench.harness;

/** Jain's fairness index: (sum x)^2 / (n sum x^2). */
final class Jain {
    private Jain() {}

    /**
     * The index of some shares.
     *
     * @param shares what each got, not negative
     * @return 1 if all got the same, 1/n if one got everything, NaN if nobody got anything
     */
    static double index(long... shares) {
        double sum = 0;
        double squares = 0;
        for (long share : shares) {
            sum += share;
            squares += (double) share * share;
        }
        return sum * sum / (shares.length * squares);
    }
}
