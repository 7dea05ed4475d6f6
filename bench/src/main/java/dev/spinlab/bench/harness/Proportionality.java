package dev.spinlab.bench.harness;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;

/**
 * Does twice the work take twice the time? If not, something besides the operation was measured, or part of it was
 * optimised away.
 *
 * <p>Compared are batches of one task alone, in rounds of n, 2n, 2n and n operations: what gets quicker or dearer steadily
 * from batch to batch, as code that is still being compiled, adds the same to both. A first round is not counted. The median
 * of the others withstands one that the operating system or a grace period interrupted.
 */
final class Proportionality {
    private static final int ROUNDS = 7;

    /** Length of the shorter batch: all rounds together take about 4 ms. */
    private static final long BATCH_NANOS = 80_000;

    private static final int MAX_OPERATIONS = 10_000;

    /** Operations by which it is found out what one alone takes. */
    private static final int TRIAL = 4;

    /** What an operation may take beside others to be tried alone at all. */
    private static final long MAX_OPERATION_NANOS = 5_000_000;

    /** When the check ends with the rounds it has. */
    private static final long PATIENCE_NANOS = 50_000_000;

    private Proportionality() {}

    /**
     * Checks an operation.
     *
     * @param nanoTime the clock
     * @param batch does so many operations and says whether it could
     * @param operationNanos what an operation took beside others
     * @return time of twice the operations by twice the time; 1 is right, NaN if an operation takes too long for a check in
     *     passing, or a batch could not be done
     */
    static double check(LongSupplier nanoTime, IntPredicate batch, long operationNanos) {
        if (operationNanos > MAX_OPERATION_NANOS) {
            return Double.NaN;
        }
        long start = nanoTime.getAsLong();
        boolean done = batch.test(TRIAL);
        int operations = operations((nanoTime.getAsLong() - start) / TRIAL);
        return done && operations > 0 ? measure(nanoTime, batch, operations) : Double.NaN;
    }

    /**
     * How many operations a batch should have.
     *
     * @param operationNanos about what one takes alone
     * @return 0 if one alone takes too long
     */
    static int operations(long operationNanos) {
        if (operationNanos > 2 * BATCH_NANOS) {
            return 0;
        }
        return (int) Math.max(1, Math.min(MAX_OPERATIONS, BATCH_NANOS / Math.max(1, operationNanos)));
    }

    /**
     * Measures.
     *
     * @param nanoTime the clock
     * @param batch does so many operations and says whether it could
     * @param operations how many in the shorter batch
     * @return time of the longer batch by twice the time of the shorter one; 1 is right, NaN if a batch could not be done
     */
    static double measure(LongSupplier nanoTime, IntPredicate batch, int operations) {
        round(nanoTime, batch, operations);
        double[] ratios = new double[ROUNDS];
        int rounds = 0;
        long begin = nanoTime.getAsLong();
        while (rounds < ROUNDS && nanoTime.getAsLong() - begin < PATIENCE_NANOS) {
            double ratio = round(nanoTime, batch, operations);
            if (Double.isNaN(ratio)) {
                return ratio;
            }
            ratios[rounds++] = ratio;
        }
        Arrays.sort(ratios, 0, rounds);
        return ratios[rounds / 2];
    }

    private static double round(LongSupplier nanoTime, IntPredicate batch, int operations) {
        long start = nanoTime.getAsLong();
        boolean done = batch.test(operations);
        long first = nanoTime.getAsLong();
        for (int longer = 0; longer < 2; longer++) {
            done &= batch.test(2 * operations);
        }
        long second = nanoTime.getAsLong();
        done &= batch.test(operations);
        long end = nanoTime.getAsLong();
        return done ? (double) (second - first) / (2 * Math.max(1, first - start + end - second)) : Double.NaN;
    }
}
