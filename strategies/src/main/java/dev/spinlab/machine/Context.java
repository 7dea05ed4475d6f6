package dev.spinlab.machine;

import dev.spinlab.layout.LeadingPad;
import dev.spinlab.lock.percpu.WaitTimer;

/**
 * One context level of one CPU: what belongs to it and must not be touched by a level above.
 *
 * @see Cpu#context()
 */
public final class Context extends LeadingPad {
    private final ContextLevel level;
    private final int number;
    private final Counters counters = new Counters();
    private final WaitTimer waitTimer = new WaitTimer();

    /** A number, so that recording an outcome is a store and not also a mark in a table of the collector. */
    private int errno = Errno.OK.number();

    Context(int cpu, ContextLevel level) {
        this.level = level;
        number = (cpu + 1) * ContextLevel.COUNT + level.rank();
    }

    /** Returns the CPU of the context of this {@link #number}. */
    public static int cpuOf(int number) {
        return number / ContextLevel.COUNT - 1;
    }

    /** Returns the level of the context of this {@link #number}. */
    public static ContextLevel levelOf(int number) {
        return ContextLevel.ofRank(number % ContextLevel.COUNT);
    }

    /** Returns a positive number that no other context of the machine has, of which both CPU and level can be told. */
    public int number() {
        return number;
    }

    /** Returns the level. */
    public ContextLevel level() {
        return level;
    }

    /** Returns the exact counts of this level. */
    public Counters counters() {
        return counters;
    }

    /** Returns the clock of the lock wait that this level is in, if any. */
    public WaitTimer waitTimer() {
        return waitTimer;
    }

    /** Returns why the last operation of this level that could only answer null did so. */
    public Errno errno() {
        return Errno.of(errno);
    }

    /** Records the outcome of an operation that can only answer null. */
    public void setErrno(Errno errno) {
        this.errno = errno.number();
    }
}
