package dev.spinlab.lock.percpu;

import dev.spinlab.layout.LeadingPad;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The locks that one CPU holds, in order, and on top the one it attempts (kernel: the per-CPU held-locks table of
 * rqspinlock; kernel-facts 1.2).
 *
 * <p>Written by its CPU only, a stack discipline. Other CPUs read it without any lock and may see it a little out of date;
 * what they conclude from it, they check again a millisecond later or give up by timeout.
 */
public final class HeldLocks extends LeadingPad {
    /** Entries that are stored. Locks held beyond them only count; detection does not see them. */
    public static final int CAPACITY = 31;

    private static final VarHandle COUNT = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "count", VarHandle.class, HeldLocks.class, int.class);
    private static final VarHandle FIRST = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "first", VarHandle.class, HeldLocks.class, Object.class);
    private static final VarHandle ENTRY = MethodHandles.arrayElementVarHandle(Object[].class);

    /*
     * Implementation notes. The first entry has a field of its own: where in an array an entry goes is known only when the
     * count has been loaded, and until then the compare-and-swap that takes the lock must wait. A branch on the count is
     * predicted.
     */
    private int count;
    private @Nullable Object first;
    private final @Nullable Object[] others = new Object[CAPACITY - 1];

    /** Creates an empty table. */
    public HeldLocks() {}

    /** Puts {@code lock} on top. Its CPU only. */
    public void push(Object lock) {
        int depth = count + 1;
        COUNT.setOpaque(this, depth);
        setEntry(depth, lock);
    }

    /**
     * Clears the top entry but still counts it: the first half of a release. Its CPU only.
     *
     * @param depth {@link #depth}, which the caller knows already
     */
    public void clearTop(int depth) {
        setEntry(depth, null);
    }

    private void setEntry(int depth, @Nullable Object lock) {
        if (depth == 1) {
            FIRST.setOpaque(this, lock);
        } else if (depth <= CAPACITY) {
            ENTRY.setOpaque(others, depth - 2, lock);
        }
    }

    /**
     * Drops the top entry from the count: the second half of a release. Its CPU only.
     *
     * @param depth {@link #depth}, which the caller knows already
     */
    public void drop(int depth) {
        COUNT.setOpaque(this, depth - 1);
    }

    /** Returns the number of locks held and attempted, those beyond {@link #CAPACITY} included. Its CPU only. */
    public int depth() {
        return count;
    }

    /**
     * Returns whether {@code lock} is on top of a table {@code depth} deep. Of a top beyond {@link #CAPACITY} that is not
     * known. Its CPU only.
     */
    public boolean isTop(Object lock, int depth) {
        return depth == 1 ? first == lock : depth > 0 && depth <= CAPACITY && others[depth - 2] == lock;
    }

    /** Returns {@link #depth} as another CPU sees it now. */
    public int depthOpaque() {
        return (int) COUNT.getOpaque(this);
    }

    /** Returns entry {@code index} as another CPU sees it now. */
    public @Nullable Object entryOpaque(int index) {
        return index == 0 ? FIRST.getOpaque(this) : ENTRY.getOpaque(others, index - 1);
    }

    /**
     * Returns whether {@code lock} is below the top of a table {@code depth} deep, that is held and not merely attempted.
     * Of a table deeper than {@link #CAPACITY}, only the first {@code CAPACITY - 1} entries are looked at.
     */
    public boolean holdsBelowTop(Object lock, int depth) {
        int top = Math.min(depth, CAPACITY) - 1;
        for (int i = 0; i < top; i++) {
            if (entryOpaque(i) == lock) {
                return true;
            }
        }
        return false;
    }
}
