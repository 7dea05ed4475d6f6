package dev.spinlab.results.gate.timed;

import static java.util.Objects.requireNonNull;

import dev.spinlab.results.stat.AlphaSpending;
import dev.spinlab.results.stat.PairTest;
import java.util.List;

/**
 * The rules of a gate, fixed before it starts.
 *
 * @param method how rows are estimated and tested
 * @param margin a change that does not matter, for example 0.05
 * @param alpha probability of a false alarm in the whole gate, for example 0.01
 * @param looks share of the planned blocks that is there at each look, rising
 * @param budget what it may take, in words
 * @param floors sizes below which nothing is a regression, whatever its p-value
 */
public record Settings(
        PairTest.Method method, double margin, double alpha, List<Double> looks, String budget, Floors floors) {
    /** Share of {@link #alpha} that the times of the family spend; the counts spend the rest. */
    public static final double TIMES = 0.8;
    /** Probability that a row is called equivalent, at any look, that is worse by the margin. */
    public static final double EQUIVALENCE = 0.05;
    /** False discovery rate of the advisory rows. */
    public static final double ADVISORY = 0.05;

    /** Copies the list and rejects rules that cannot be followed. */
    public Settings {
        requireNonNull(method, "method");
        requireNonNull(budget, "budget");
        requireNonNull(floors, "floors");
        looks = List.copyOf(looks);
        if (!(margin > 0 && margin < 1)) {
            throw new IllegalArgumentException("margin must lie between 0 and 1, not at " + margin);
        }
        if (looks.isEmpty()) {
            throw new IllegalArgumentException("no looks are planned");
        }
        AlphaSpending.requirePlan(alpha, looks);
    }

    /**
     * Sizes below which nothing is a regression.
     *
     * @param ofMargin of a timed row, in margins: code layout alone makes small constant effects
     * @param failedShare of the share of failed calls, as a difference
     * @param backlogMargins of the backlog's peak, in margins
     */
    public record Floors(double ofMargin, double failedShare, double backlogMargins) {
        /** The floors that are used unless others are asked for. */
        public static final Floors USUAL = new Floors(0.5, 0.01, 4);

        /** Rejects floors that would make noise or nothing a regression. */
        public Floors {
            if (!(ofMargin >= 0 && failedShare >= 0 && backlogMargins >= 0)) {
                throw new IllegalArgumentException("floors must not be negative");
            }
        }
    }

    /**
     * The margin as a log-ratio.
     *
     * @return ln(1 + margin)
     */
    public double logMargin() {
        return StrictMath.log1p(margin);
    }

    /**
     * The least estimate of a regressed row.
     *
     * @return a log-ratio
     */
    public double logFloor() {
        return floors.ofMargin() * logMargin();
    }

    /**
     * The least ratio of the backlog's peaks of a regressed row.
     *
     * @return for example 1.2
     */
    public double backlogFloor() {
        return 1 + floors.backlogMargins() * margin;
    }

    /** What the times may spend at a look. */
    double timesAlpha(int look) {
        return AlphaSpending.LATE.atLook(alpha * TIMES, looks, look);
    }

    /** What the counts may spend at a look. */
    double countsAlpha(int look) {
        return AlphaSpending.LATE.atLook(alpha * (1 - TIMES), looks, look);
    }

    /** Level of each of the two one-sided tests of equivalence at a look. */
    double equivalenceAlpha(int look) {
        return AlphaSpending.EVEN.atLook(EQUIVALENCE, looks, look);
    }
}
