package dev.spinlab.bench.harness;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/**
 * Samples in which order tasks succeed, for short-term fairness as Dave Dice measures it: the lock's working set and the
 * time to come back.
 *
 * <p>A burst is as many consecutive successes of all tasks together as ten times the number of tasks; 5 ms lie between two
 * bursts, since the probe disturbs what it measures. The working set is the number of distinct tasks in a burst: all of
 * them under a fair strategy, 1 where one task runs on and on. Only who comes back within the burst has a time to come
 * back, so that time says nothing of a task that is starved; the longest wait does.
 */
final class SuccessBursts {
    /*
     * Implementation notes. A success claims a place, fills it, and counts it as filled. Whoever fills the last place has
     * the burst to itself until it sets the next due time: those who claim meanwhile get a place behind the end and go away.
     */
    private static final int SUCCESSES_PER_TASK = 10;
    private static final long GAP_NANOS = 5_000_000;

    private final int[] who;
    private final long[] when;
    private final AtomicInteger claimed = new AtomicInteger();
    private final AtomicInteger filled = new AtomicInteger();
    private final Histogram reacquire = new Histogram(1, Latencies.MAX_NANOS, Latencies.DIGITS);
    private final int[] seenInBurst;
    private final long[] lastNanos;
    private int bursts;
    private long distinctSum;
    private volatile long dueNanos;

    /** Makes an empty sample of so many tasks; the first burst is due at once. */
    SuccessBursts(int tasks, long nowNanos) {
        dueNanos = nowNanos;
        who = new int[tasks * SUCCESSES_PER_TASK];
        when = new long[who.length];
        seenInBurst = new int[tasks];
        lastNanos = new long[tasks];
    }

    /** Tells that {@code task} succeeded. Any task's thread; no more than a comparison outside bursts. */
    void success(int task, long nanos) {
        if (nanos - dueNanos < 0) {
            return;
        }
        int place = claimed.getAndIncrement();
        if (place < who.length) {
            who[place] = task;
            when[place] = nanos;
            if (filled.incrementAndGet() == who.length) {
                evaluate();
                filled.set(0);
                claimed.set(0);
                dueNanos = nanos + GAP_NANOS;
            }
        }
    }

    private void evaluate() {
        bursts++;
        for (int place = 0; place < who.length; place++) {
            int task = who[place];
            if (seenInBurst[task] == bursts) {
                reacquire.recordValue(Math.max(0, Math.min(when[place] - lastNanos[task], Latencies.MAX_NANOS)));
            } else {
                seenInBurst[task] = bursts;
                distinctSum++;
            }
            lastNanos[task] = when[place];
        }
    }

    /** Returns what the bursts showed and begins anew. While nothing runs; a burst that is not complete is dropped. */
    BurstResult take(long nowNanos) {
        double workingSet = bursts == 0 ? Double.NaN : (double) distinctSum / bursts;
        BurstResult result = new BurstResult(workingSet, reacquire.copy());
        reacquire.reset();
        bursts = 0;
        distinctSum = 0;
        Arrays.fill(seenInBurst, 0);
        filled.set(0);
        claimed.set(0);
        dueNanos = nowNanos;
        return result;
    }
}
