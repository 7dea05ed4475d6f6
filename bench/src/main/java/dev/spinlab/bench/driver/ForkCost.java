package dev.spinlab.bench.driver;

import java.time.Duration;

/**
 * What a fork takes besides its iterations, and the memory it needs: known beforehand, so that a run can say how long it will
 * take.
 */
final class ForkCost {
    /** Start of the JVM, set-up, results. Measured on a 2-CPU virtual machine. */
    private static final long BASE_MILLIS = 500;

    /** What JMH does before and after an iteration. */
    private static final long ITERATION_MILLIS = 30;

    /** The collection after an iteration that left the garbage of one CPU. */
    private static final long COLLECTION_MILLIS = 35;

    /** The same after one that left that of several. */
    private static final long LARGE_COLLECTION_MILLIS = 105;

    /** One element: making it once, looking at it in the audit and the collection after each iteration. */
    private static final long CREATE_NANOS = 4_000;

    private static final long AUDIT_NANOS = 2_500;

    /** One worker thread: starting it, and its last turn in each iteration. */
    private static final long START_MICROS = 2_000;

    private static final long TURN_MICROS = 3_000;

    /** An element with its owner, its storage and their locks, without the value. */
    private static final long ELEMENT_BYTES = 1_400;

    /** Touching a mebibyte of heap beforehand. */
    private static final long TOUCH_MICROS = 250;

    private static final long MEBIBYTE = 1 << 20;

    private ForkCost() {}

    /**
     * The time.
     *
     * @param measured what is measured
     * @param iterations iterations in all, the warm-up included
     * @return wall time besides iterations
     */
    static Duration of(Case measured, int iterations) {
        long elements = elements(measured);
        long nanos = elements * (CREATE_NANOS + iterations * AUDIT_NANOS)
                + measured.threads() * (START_MICROS + iterations * TURN_MICROS) * 1000
                + extraHeapMebibytes(measured) * TOUCH_MICROS * 1000;
        long collection = measured.cpus() == 1 ? COLLECTION_MILLIS : LARGE_COLLECTION_MILLIS;
        long perIteration = ITERATION_MILLIS + (measured.workload().changesNothing() ? 0 : collection);
        return Duration.ofMillis(BASE_MILLIS + iterations * perIteration).plusNanos(nanos);
    }

    /**
     * The memory.
     *
     * @param measured what is measured
     * @return mebibytes of heap that elements need which live throughout, 0 if they fit into any heap
     */
    static long extraHeapMebibytes(Case measured) {
        long bytes = elements(measured) * (ELEMENT_BYTES + measured.number(Dimension.VALUE_BYTES));
        return bytes < 16 * MEBIBYTE ? 0 : 2 * bytes / MEBIBYTE;
    }

    /** Elements that live throughout. */
    private static long elements(Case measured) {
        long maps = measured.number(Dimension.MAPS);
        return maps * (measured.number(Dimension.LIVE) + measured.threads());
    }
}
