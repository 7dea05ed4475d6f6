package dev.spinlab.explore;

import dev.spinlab.backend.StorageBackend;
import dev.spinlab.machine.Cpu;
import dev.spinlab.storage.TracePoint;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A set-up, a first operation, and what may meet it. One instance serves many schedules, on several threads at once, so it
 * has no state of its own.
 */
public abstract class Encounter {
    private final String id;
    private final Column column;
    private final Set<Way> ways;
    private final Bounds bounds;

    Encounter(String id, Column column, Set<Way> ways, Bounds bounds) {
        this.id = id;
        this.column = column;
        this.ways = ways;
        this.bounds = bounds;
    }

    /** Returns the name by which a replay finds it. */
    public final String id() {
        return id;
    }

    /**
     * Returns what is the same in encounters that differ only in their bounds: so that a schedule which belongs to several is
     * known again.
     */
    public String subject() {
        return id;
    }

    /** Returns the column of the verdict matrix that it belongs to. */
    public final Column column() {
        return column;
    }

    /** Returns how the second operation comes. */
    public final Set<Way> ways() {
        return ways;
    }

    /** Returns how far an exhaustive exploration goes. */
    public final Bounds bounds() {
        return bounds;
    }

    /** Returns whether tasks must be able to alternate, which takes a thread for each. */
    abstract boolean needsThreads();

    /** Returns the number of CPUs. */
    abstract int cpus();

    /** Sets the scene, as a task on CPU 0 that nobody disturbs. */
    abstract void prepare(World world, Cpu cpu);

    /** Adds the tasks. The first one given is the one that is met. */
    abstract void cast(World world, Stage stage);

    /** What an interrupt, or a program at a trace point, does; {@code number} counts the meetings from 0. */
    abstract void meet(World world, Cpu cpu, int number);

    /** Returns whether there is anything to see of {@code backend}. */
    boolean appliesTo(StorageBackend backend) {
        return true;
    }

    /** Returns whether a program is attached to {@code point}. */
    boolean callsAt(TracePoint point) {
        return false;
    }

    /** Returns what is wrong with the answers, null if nothing is. After the run. */
    @Nullable
    String judge(World world) {
        return null;
    }

    @Override
    public final String toString() {
        return id;
    }

    /** Where an encounter puts its tasks. */
    interface Stage {
        /** A task on {@code cpu} that does {@code body}. */
        void task(int cpu, String name, Body body);

        /** The worker of {@code cpu}, for one turn. */
        void worker(int cpu);
    }

    /** What a task does between entering its CPU and leaving it. */
    @FunctionalInterface
    interface Body {
        /** Does it. */
        void run(Cpu cpu);
    }
}
