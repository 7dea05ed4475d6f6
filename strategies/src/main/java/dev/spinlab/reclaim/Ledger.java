package dev.spinlab.reclaim;

import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.Subsystem;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.stream.IntStream;
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

    /** Cells of a context, most of them for distance: between the counts of two CPUs are more than 128 bytes. */
    private static final int STRIDE = 32;

    /** By number of the context, which begin with those of CPU 0. */
    private final long[] cells;

    private final int contexts;

    /** Null unless somebody asks: then a retirement and a free cost a look at this field, which nobody writes. */
    private @Nullable LifetimeListener lifetimes;

    private @Nullable BacklogListener looks;

    /** Creates an empty ledger. */
    public Ledger(Machine machine) {
        contexts = machine.cpuCount() * ContextLevel.COUNT;
        cells = new long[(ContextLevel.COUNT + contexts) * STRIDE];
    }

    /** Tells {@code listener}, too, of every retirement and free. Before the machine is started. */
    public void listen(LifetimeListener listener) {
        lifetimes = listener;
    }

    /** Tells {@code listener}, too, what each look at the backlog finds. Before the machine is started. */
    public void listen(BacklogListener listener) {
        looks = listener;
    }

    private static int cell(Cpu cpu, int kind) {
        return cpu.contextNumber() * STRIDE + kind;
    }

    private long count(Cpu cpu, int kind) {
        int index = cell(cpu, kind);
        long value = cells[index] + 1;
        CELL.setOpaque(cells, index, value);
        return value;
    }

    /** The cells of one kind, of all contexts. */
    private IntStream everywhere(int kind) {
        return IntStream.range(0, contexts).map(context -> (ContextLevel.COUNT + context) * STRIDE + kind);
    }

    private long sum(int kind) {
        long sum = 0;
        // Not a stream: every tick asks.
        for (int index = ContextLevel.COUNT * STRIDE + kind; index < cells.length; index += STRIDE) {
            sum += (long) CELL.getOpaque(cells, index);
        }
        return sum;
    }

    /** Counts an allocation and returns a number that no other object allocated so far has. */
    long countAllocated(Cpu cpu) {
        return count(cpu, ALLOCATED) * contexts + cpu.contextNumber() - ContextLevel.COUNT;
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
        int peak = cell(cpu, PEAK);
        int total = cell(cpu, SAMPLE_SUM);
        CELL.setOpaque(cells, peak, Math.max(cells[peak], backlog));
        CELL.setOpaque(cells, total, cells[total] + backlog);
        count(cpu, SAMPLES);
        BacklogListener listener = looks;
        if (listener != null) {
            listener.looked(cpu, backlog);
        }
    }

    /** Returns what the looks since the last {@link #resetSamples} found. */
    public Backlog samples() {
        long peak = everywhere(PEAK)
                .mapToLong(index -> (long) CELL.getOpaque(cells, index))
                .max()
                .orElse(0);
        long samples = sum(SAMPLES);
        return new Backlog(peak, samples == 0 ? 0 : (double) sum(SAMPLE_SUM) / samples, samples);
    }

    /** Forgets what the looks found so far. While nothing runs. */
    public void resetSamples() {
        for (int kind : new int[] {PEAK, SAMPLE_SUM, SAMPLES}) {
            everywhere(kind).forEach(index -> CELL.setOpaque(cells, index, 0L));
        }
    }
}
