package dev.spinlab.reclaim;

import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.Subsystem;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The book-keeping of one kind of object: how many were allocated, retired, freed, and what went wrong.
 *
 * <p>Cheap enough to stay on in every benchmark: each CPU and context level has counts of its own, so counting is a plain
 * increment that no other context can tear. Sums over a running machine are a little out of date.
 *
 * <p>The backlog (objects retired and not yet freed) is looked at by every tick, some thousand steps apart, and before
 * callbacks run; peak and mean are over those looks.
 */
public final class Ledger implements Subsystem {
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int ALLOCATED = 0;
    private static final int UNPUBLISHED = 1;
    private static final int RETIRED = 2;
    private static final int FREED = 3;
    private static final int DOUBLE_FREED = 4;
    private static final int USED_AFTER_FREE = 5;
    private static final int PEAK = 6;
    private static final int SAMPLE_SUM = 7;
    private static final int SAMPLES = 8;
    private static final int STRIDE = 9;

    /** Cells before and after a CPU's counts: 128 bytes, so that no two CPUs share a cache line. */
    private static final int PAD = 16;

    private final long[][] cells;

    /** Null unless somebody asks: then a retirement and a free cost a look at this field, which nobody writes. */
    private @Nullable LifetimeListener lifetimes;

    private @Nullable BacklogListener looks;

    /** Creates an empty ledger. */
    public Ledger(Machine machine) {
        cells = new long[machine.cpuCount()][PAD + ContextLevel.COUNT * STRIDE + PAD];
    }

    /** Tells {@code listener}, too, of every retirement and free. Before the machine is started. */
    public void listen(LifetimeListener listener) {
        lifetimes = listener;
    }

    /** Tells {@code listener}, too, what each look at the backlog finds. Before the machine is started. */
    public void listen(BacklogListener listener) {
        looks = listener;
    }

    private static int cell(int level, int kind) {
        return PAD + level * STRIDE + kind;
    }

    private long count(Cpu cpu, int kind) {
        long[] own = cells[cpu.id()];
        int index = cell(cpu.context().level().rank(), kind);
        long value = own[index] + 1;
        CELL.setOpaque(own, index, value);
        return value;
    }

    private long sum(int kind) {
        long sum = 0;
        for (long[] own : cells) {
            for (int level = 0; level < ContextLevel.COUNT; level++) {
                sum += (long) CELL.getOpaque(own, cell(level, kind));
            }
        }
        return sum;
    }

    /** Counts an allocation and returns a number that no other object allocated so far has. */
    long countAllocated(Cpu cpu) {
        long place =
                (long) cpu.id() * ContextLevel.COUNT + cpu.context().level().rank();
        return count(cpu, ALLOCATED) * cells.length * ContextLevel.COUNT + place;
    }

    void countUnpublished(Cpu cpu) {
        count(cpu, UNPUBLISHED);
    }

    void countRetired(Cpu cpu, long serial) {
        count(cpu, RETIRED);
        LifetimeListener listener = lifetimes;
        if (listener != null) {
            listener.retired(cpu, serial);
        }
    }

    void countFreed(Cpu cpu, long serial) {
        count(cpu, FREED);
        LifetimeListener listener = lifetimes;
        if (listener != null) {
            listener.freed(cpu, serial);
        }
    }

    /** Counts an object as retired and freed. Listeners are not told: when the collector frees it is not known. */
    void countCollected(Cpu cpu) {
        count(cpu, RETIRED);
        count(cpu, FREED);
    }

    void countDoubleFreed(Cpu cpu) {
        count(cpu, DOUBLE_FREED);
    }

    void countUsedAfterFree(Cpu cpu) {
        count(cpu, USED_AFTER_FREE);
    }

    /** Returns the objects allocated. */
    public long allocated() {
        return sum(ALLOCATED);
    }

    /** Returns the objects given back before anybody could see them. */
    public long unpublished() {
        return sum(UNPUBLISHED);
    }

    /** Returns the objects unlinked and handed to the reclaimer. */
    public long retired() {
        return sum(RETIRED);
    }

    /** Returns the retired objects that were freed, each counted once. */
    public long freed() {
        return sum(FREED);
    }

    /** Returns how often an object was freed, or handed over to be freed, that had been before. */
    public long doubleFreed() {
        return sum(DOUBLE_FREED);
    }

    /** Returns how often a freed object was used. */
    public long usedAfterFree() {
        return sum(USED_AFTER_FREE);
    }

    /** Returns the objects retired and not yet freed. */
    public long backlog() {
        // Freed first: so an object that is retired and freed in between cannot make the difference negative.
        long freed = freed();
        return retired() - freed;
    }

    @Override
    public void tick(Cpu cpu) {
        sampleBacklog(cpu);
    }

    /** Looks at the backlog. */
    public void sampleBacklog(Cpu cpu) {
        long backlog = backlog();
        long[] own = cells[cpu.id()];
        int level = cpu.context().level().rank();
        int peak = cell(level, PEAK);
        int total = cell(level, SAMPLE_SUM);
        CELL.setOpaque(own, peak, Math.max(own[peak], backlog));
        CELL.setOpaque(own, total, own[total] + backlog);
        count(cpu, SAMPLES);
        BacklogListener listener = looks;
        if (listener != null) {
            listener.looked(cpu, backlog);
        }
    }

    /** Returns what the looks since the last {@link #resetSamples} found. */
    public Backlog samples() {
        long peak = 0;
        for (long[] own : cells) {
            for (int level = 0; level < ContextLevel.COUNT; level++) {
                peak = Math.max(peak, (long) CELL.getOpaque(own, cell(level, PEAK)));
            }
        }
        long samples = sum(SAMPLES);
        return new Backlog(peak, samples == 0 ? 0 : (double) sum(SAMPLE_SUM) / samples, samples);
    }

    /** Forgets what the looks found so far. While nothing runs. */
    public void resetSamples() {
        for (long[] own : cells) {
            for (int level = 0; level < ContextLevel.COUNT; level++) {
                CELL.setOpaque(own, cell(level, PEAK), 0L);
                CELL.setOpaque(own, cell(level, SAMPLE_SUM), 0L);
                CELL.setOpaque(own, cell(level, SAMPLES), 0L);
            }
        }
    }
}
