package dev.spinlab.bench.harness;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a trial under interrupts counted, in the rounds that count.
 *
 * @param schema version of this record's layout, {@link #SCHEMA}
 * @param handlers handlers that came over a task of the workload
 * @param atAnyInstruction those of them that ran on a thread of their own, wherever the task was; the others came in steps, or
 *     while interrupts were masked, and the task ran them
 * @param refusedHandlers those that could not do all they wanted
 * @param refused refused calls of handlers by code
 * @param operations successful operations of the tasks
 * @param lost elements retired and never freed
 * @param leaked elements neither linked nor retired
 * @param doubleFreed elements freed twice
 * @param usedAfterFree uses of freed elements
 * @param hang what hung, in one line; empty if nothing did. The trial ends there
 * @param rounds rounds that count
 * @param voidRounds rounds thrown away, since a handler in them was torn
 * @param torn handlers during which the JVM let the interrupted thread run, in the rounds thrown away
 * @param pended interrupts that met a mask
 * @param nobody interrupts that met no task
 * @param missed expiries of a timer that were left out
 * @param seconds length of the rounds that count
 */
public record InterruptFigures(
        int schema,
        long handlers,
        long atAnyInstruction,
        long refusedHandlers,
        SortedMap<String, Long> refused,
        long operations,
        long lost,
        long leaked,
        long doubleFreed,
        long usedAfterFree,
        String hang,
        long rounds,
        long voidRounds,
        long torn,
        long pended,
        long nobody,
        long missed,
        double seconds) {
    /** The layout version that this build writes and reads. */
    public static final int SCHEMA = 1;

    /**
     * Those of a trial that was ended from outside, since a handler did not end.
     *
     * @param hang what hung, in one line
     * @return nothing but that
     */
    public static InterruptFigures hung(String hang) {
        return new InterruptFigures(SCHEMA, 0, 0, 0, new TreeMap<>(), 0, 0, 0, 0, 0, hang, 0, 0, 0, 0, 0, 0, 0);
    }

    /** Copies the codes. */
    public InterruptFigures {
        refused = Collections.unmodifiableSortedMap(new TreeMap<>(refused));
    }

    /**
     * What the detectors found.
     *
     * @return elements lost, leaked, freed twice, used after their free
     */
    public long violations() {
        return lost + leaked + doubleFreed + usedAfterFree;
    }
}
