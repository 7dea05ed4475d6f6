package dev.spinlab.results.gate.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.math3.util.CombinatoricsUtils;
import org.apache.commons.math3.util.MathArrays;

/**
 * Finds the places at which a series changes its distribution: E-divisive means with a permutation test, by D. S.
 * Matteson and N. A. James, "A Nonparametric Approach for Multiple Change Point Analysis of Multivariate Data", Journal
 * of the American Statistical Association 109 (2014) 334–345.
 *
 * <p>As in M. Fleming et al., "Hunter: Using Change Point Detection to Hunt for Performance Regressions" (ICPE 2023), and
 * Apache Otava, the series is searched window by window at a lax level, and then each change that was found is tested
 * anew between its neighbours at the strict level, the weakest being dropped until all that are left hold. Otherwise than
 * there, the second test is a permutation test too, which owes nothing to the place having been chosen for its size, and
 * its level is divided by the number of windows. Of series without any change (values exchangeable), at most about the
 * share {@link Settings#alpha} shows one.
 *
 * <p>Deterministic: the same series and seed give the same changes. A split costs O(w²) for w values searched at once,
 * a test that times the number of permutations, which ends early when the outcome is certain.
 */
public final class EDivisive {
    /** How much laxer the first search is than the last test. */
    private static final double LAX = 10;
    /** The laxest level of the first search. */
    private static final double LAXEST = 0.2;

    private static final int FEWEST_PERMUTATIONS = 999;
    /** A permuted divergence is as great as the true one if it is less by rounding only. */
    private static final double ROUNDING = 1 - 1e-9;

    private final double[] series;
    private final Settings settings;
    private final double level;

    private EDivisive(double[] series, Settings settings) {
        this.series = series;
        this.settings = settings;
        this.level = settings.alpha() / windows(series.length, settings.window());
    }

    /**
     * How to search.
     *
     * @param window values searched at once, which is also how far a test reaches to either side, at least 4 · least
     * @param least fewest values between two changes, at least 2
     * @param alpha share of series without a change that may show one, above 0 and below 1
     * @param seed seed of the permutations
     */
    public record Settings(int window, int least, double alpha, long seed) {
        /** Windows of 50 values as in Hunter, changes at least 3 values apart, 1 % false alarms. */
        public static final Settings DEFAULT = new Settings(50, 3, 0.01, 20260101);

        /** Rejects what cannot be. */
        public Settings {
            if (least < 2 || window < 4 * least || !(alpha > 0 && alpha < 1)) {
                throw new IllegalArgumentException("window " + window + ", least " + least + ", alpha " + alpha);
            }
        }

        /**
         * The same with another level.
         *
         * @param other share of series without a change that may show one
         * @return the settings
         */
        public Settings withAlpha(double other) {
            return new Settings(window, least, other, seed);
        }

        /**
         * The fewest values for which a change can be significant at all: of the arrangements of so many values in two
         * halves, the two that are in order must be a share of at most alpha.
         *
         * @return 10 for the default
         */
        public int shortest() {
            int n = 2 * least;
            while (CombinatoricsUtils.binomialCoefficientDouble(n, n / 2) * alpha < 2) {
                n++;
            }
            return n;
        }
    }

    /**
     * A change.
     *
     * @param index first value that belongs to the new state
     * @param p p-value of its test between its neighbours
     */
    public record Change(int index, double p) {}

    /**
     * Finds the changes.
     *
     * @param series finite values in order of time
     * @param settings how to search
     * @return the changes by index, empty if there are none or the series is shorter than {@link Settings#shortest()}
     */
    public static List<Change> changes(double[] series, Settings settings) {
        for (double value : series) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a value of the series is not finite");
            }
        }
        if (series.length < settings.shortest()) {
            return List.of();
        }
        EDivisive search = new EDivisive(series, settings);
        return search.strong(search.weak());
    }

    /** Windows overlap by half; the last one ends with the series. */
    private static int windows(int length, int window) {
        int step = window / 2;
        return length <= window ? 1 : 1 + (length - window + step - 1) / step;
    }

    /** All changes within windows at the lax level, ascending. */
    private List<Integer> weak() {
        TreeSet<Integer> found = new TreeSet<>();
        int step = settings.window() / 2;
        for (int window = 0; window < windows(series.length, settings.window()); window++) {
            int from = window * step;
            divide(from, Math.min(from + settings.window(), series.length), found);
        }
        return new ArrayList<>(found);
    }

    private void divide(int from, int to, Set<Integer> found) {
        double lax = Math.min(LAXEST, LAX * level);
        Change change = test(from, to, true, lax);
        if (change.p() <= lax) {
            found.add(change.index());
            divide(from, change.index(), found);
            divide(change.index(), to, found);
        }
    }

    /** Those that hold between their neighbours, each put anew at its best place there. Each round drops one or ends. */
    private List<Change> strong(List<Integer> places) {
        while (true) {
            List<Change> tested = new ArrayList<>();
            for (int i = 0; i < places.size(); i++) {
                int place = places.get(i);
                int before = i == 0 ? 0 : places.get(i - 1);
                int behind = i == places.size() - 1 ? series.length : places.get(i + 1);
                Change change = test(
                        Math.max(before, place - settings.window()),
                        Math.min(behind, place + settings.window()),
                        false,
                        level);
                places.set(i, change.index());
                tested.add(change);
            }
            int weakest = weakest(tested);
            if (weakest < 0 || tested.get(weakest).p() <= level) {
                return List.copyOf(tested);
            }
            places.remove(weakest);
        }
    }

    private static int weakest(List<Change> changes) {
        int weakest = -1;
        double p = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < changes.size(); i++) {
            if (changes.get(i).p() > p) {
                weakest = i;
                p = changes.get(i).p();
            }
        }
        return weakest;
    }

    /**
     * Tests the best split of a piece.
     *
     * @return the split; its p is 1 if there is none, and only known to be above the level if it is above
     */
    private Change test(int from, int to, boolean anyEnd, double threshold) {
        double[] piece = Arrays.copyOfRange(series, from, to);
        EnergyStatistic.Best best = new EnergyStatistic(piece).best(settings.least(), anyEnd);
        int index = from + best.split();
        if (!(best.q() > 0)) {
            return new Change(index, 1);
        }
        int permutations = (int) Math.max(FEWEST_PERMUTATIONS, Math.ceil(2 / threshold) - 1);
        double most = threshold * (permutations + 1);
        RandomGenerator random = new Well19937c(settings.seed());
        int[] order = MathArrays.natural(piece.length);
        double[] permuted = new double[piece.length];
        int asGreat = 1;
        for (int done = 1; done <= permutations; done++) {
            MathArrays.shuffle(order, random);
            for (int i = 0; i < order.length; i++) {
                permuted[i] = piece[order[i]];
            }
            if (new EnergyStatistic(permuted).best(settings.least(), anyEnd).q() >= best.q() * ROUNDING) {
                asGreat++;
            }
            if (asGreat > most) {
                return new Change(index, asGreat / (done + 1.0));
            }
        }
        return new Change(index, asGreat / (permutations + 1.0));
    }
}
