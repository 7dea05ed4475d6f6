package dev.spinlab.bench.harness;

import dev.spinlab.machine.Cpu;
import dev.spinlab.reclaim.LifetimeListener;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.Histogram;

/**
 * For how long elements that nobody can find any more take up memory: from the end of the unlinking to the free.
 *
 * <p>All elements that are unlinked while tasks are measured, those included that are freed only after the iteration; the
 * few that a full table has no place for are left out.
 */
final class UnlinkToFree implements LifetimeListener {
    /*
     * Implementation notes. A table beside the elements instead of a field in each, so that elements are no larger in trials
     * that do not ask. Serials of one CPU and level are evenly spaced, so the table has room for some hundred thousand
     * unlinked elements before two of them want the same place; then the one that has it keeps it.
     */
    private static final int PLACES = 1 << 19;

    private final AtomicLongArray serials = new AtomicLongArray(PLACES);
    private final long[] retiredAtNanos = new long[PLACES];
    private final Histogram[] byCpu;
    private volatile boolean on = true;

    UnlinkToFree(int cpus) {
        byCpu = new Histogram[cpus];
        Arrays.setAll(byCpu, cpu -> new Histogram(1, Latencies.MAX_NANOS, Latencies.DIGITS));
    }

    private static int place(long serial) {
        return (int) serial & (PLACES - 1);
    }

    @Override
    public void retired(Cpu cpu, long serial) {
        int place = place(serial);
        // Claimed before it is filled: the free of this element comes later, and that of another is none of its
        // business.
        if (on && serials.get(place) == 0 && serials.compareAndSet(place, 0, serial)) {
            retiredAtNanos[place] = cpu.nanoTime();
        }
    }

    @Override
    public void freed(Cpu cpu, long serial) {
        int place = place(serial);
        if (serials.get(place) == serial) {
            long nanos = cpu.nanoTime() - retiredAtNanos[place];
            serials.setRelease(place, 0);
            byCpu[cpu.id()].recordValue(Math.max(0, Math.min(nanos, Latencies.MAX_NANOS)));
        }
    }

    /** Lets elements that are unlinked from now on be. While no task runs. */
    void pause() {
        on = false;
    }

    /** Returns the times and begins anew. While nothing runs, everything having been freed that ever will be. */
    Histogram take() {
        Histogram sum = new Histogram(1, Latencies.MAX_NANOS, Latencies.DIGITS);
        for (Histogram own : byCpu) {
            sum.add(own);
            own.reset();
        }
        // What was lost is still there.
        for (int place = 0; place < PLACES; place++) {
            serials.setPlain(place, 0);
        }
        on = true;
        return sum;
    }
}
