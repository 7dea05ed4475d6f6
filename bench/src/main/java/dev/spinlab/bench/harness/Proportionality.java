package dev.spinlab.bench.harness;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;

/**
 * Does twice the work take twice the time? If not, something besides the operation was measured, or part of it was
 * optimised away.
 *
 * <p>Compared are batches of n and 2n operations of one task alone, several pairs of them; the median withstands a pair that
 * the operating system or a grace period interrupted.
 */
final class Proportionality {
    private static final int PAIRS = 9;

    /** Length of the shorter batch: all pairs together take about 2 ms. */
    private static final long BATCH_NANOS = 80_000;

    private static final int MAX_OPERATIONS = 10_000;

    /** Operations by which it is found out what one alone takes. */
    private static final int TRIAL = 4;

    /** What an operation may take beside others to be tried alone at all. */
    private static final long MAX_OPERATION_NANOS = 5_000_000;

    /** When the check ends with the pairs it has. */
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
        double[] ratios = new double[PAIRS];
        int pairs = 0;
        long begin = nanoTime.getAsLong();
        long end = begin;
        while (pairs < PAIRS && end - begin < PATIENCE_NANOS) {
            long start = nanoTime.getAsLong();
            boolean done = batch.test(operations);
            long middle = nanoTime.getAsLong();
            done &= batch.test(2 * operations);
            end = nanoTime.getAsLong();
            if (!done) {
                return Double.NaN;
            }
            ratios[pairs++] = (double) (end - middle) / (2 * Math.max(1, middle - start));
        }
        Arrays.sort(ratios, 0, pairs);
        return ratios[pairs / 2];
    }
}
