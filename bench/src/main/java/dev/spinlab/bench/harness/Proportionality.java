package dev.spinlab.bench.harness;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;

/**
 * Does twice the work take twice the time? If not, something besides the operation was measured, or part of it was
 * optimised away.
 *
 * <p>Compared are batches of one task alone, in rounds of n, 2n, 2n and n operations: what gets quicker or dearer steadily
 * from batch to batch, as code that is still being compiled, adds the same to both. A first round is not counted. Of each
 * length the lower quartile is taken: at the end of each grace period, about every millisecond, callbacks fall into some
 * batch and take longer than the batch itself, and the operating system's interruptions do so too.
 */
final class Proportionality {
    private static final int ROUNDS = 15;

    /** Least length of the shorter batch: all rounds together take about 20 ms. */
    private static final long BATCH_NANOS = 150_000;

    private static final int MAX_OPERATIONS = 100_000;

    /** Operations by which it is found out what one alone takes. */
    private static final int TRIAL = 4;

    private static final int TRIALS = 3;

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
        int operations = operations(nanoTime, batch);
        return operations > 0 ? measure(nanoTime, batch, operations) : Double.NaN;
    }

    /**
     * How many operations the shorter batch should have. Found by doubling: the first few of a task that has just come
     * back take many times longer than the rest, and a batch sized after them would measure the clock.
     *
     * @param nanoTime the clock
     * @param batch does so many operations and says whether it could
     * @return 0 if one alone takes too long, or could not be done
     */
    static int operations(LongSupplier nanoTime, IntPredicate batch) {
        for (int operations = TRIAL; ; operations *= 2) {
            long least = Long.MAX_VALUE; // of several, since what falls due meanwhile is not the operations' own
            for (int attempt = 0; attempt < TRIALS; attempt++) {
                long start = nanoTime.getAsLong();
                if (!batch.test(operations)) {
                    return 0;
                }
                least = Math.min(least, nanoTime.getAsLong() - start);
            }
            if (operations == TRIAL && least > 2 * TRIAL * BATCH_NANOS) {
                return 0;
            }
            if (least >= BATCH_NANOS || 2 * operations > MAX_OPERATIONS) {
                return (int) Math.max(1, Math.min(operations, operations * BATCH_NANOS / Math.max(1, least)));
            }
        }
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
        long[] shorter = new long[2 * ROUNDS];
        long[] longer = new long[2 * ROUNDS];
        int batches = 0;
        long begin = nanoTime.getAsLong();
        for (int round = 0; round <= ROUNDS; round++) {
            batches = 2 * Math.max(0, round - 1); // The first counted round overwrites the uncounted one.
            long start = nanoTime.getAsLong();
            boolean done = batch.test(operations);
            long first = nanoTime.getAsLong();
            done &= batch.test(2 * operations);
            long second = nanoTime.getAsLong();
            done &= batch.test(2 * operations);
            long third = nanoTime.getAsLong();
            done &= batch.test(operations);
            long end = nanoTime.getAsLong();
            if (!done) {
                return Double.NaN;
            }
            shorter[batches] = first - start;
            longer[batches] = second - first;
            longer[batches + 1] = third - second;
            shorter[batches + 1] = end - third;
            if (round > 0 && end - begin > PATIENCE_NANOS) {
                break;
            }
        }
        return (double) lowerQuartile(longer, batches + 2) / (2 * Math.max(1, lowerQuartile(shorter, batches + 2)));
    }

    private static long lowerQuartile(long[] times, int count) {
        Arrays.sort(times, 0, count);
        return times[count / 4];
    }
}
