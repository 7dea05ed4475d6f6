package dev.spinlab.reclaim;

import static dev.spinlab.reclaim.FreeLinks.TO_FREE;

import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Detectors;
import dev.spinlab.rcu.RcuHead;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * An object that is freed by hand, so to speak: it knows where in its life it is, and every wrong step is counted.
 *
 * <p>"Free" poisons the object. The garbage collector takes it later, which is why a use after free is found here rather
 * than being a crash.
 */
public abstract class Reclaimable extends RcuHead {
    /*
     * Implementation notes.
     *
     *   LIVE ----------> RETIRED -------> CONDEMNED ------> FREED
     *     |  unlinked       |    handed to a    ^              ^
     *     |                 |    second hop     |              |
     *     |                 +-------------------+--------------+
     *     +-- never published ---------------------------------+
     *     |
     *     +-- unlinked, the collector's business ---> COLLECTED
     */
    private static final VarHandle LIFE = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "life", VarHandle.class, Reclaimable.class, int.class);

    private static final int LIVE = 0;
    private static final int RETIRED = 1;
    private static final int CONDEMNED = 2;
    private static final int FREED = 3;
    private static final int COLLECTED = 4;

    private final Ledger ledger;
    private final long serial;

    @SuppressWarnings("UnusedVariable") // through LIFE
    private int life;

    // Through FreeLinks; part of every object, as in the kernel, so that retiring allocates nothing.
    @Nullable
    Reclaimable nextToFree;

    @Nullable
    Reclaimable previousToFree;

    /** Creates a live object, counted in {@code ledger}. */
    protected Reclaimable(Cpu cpu, Ledger ledger) {
        this.ledger = ledger;
        this.serial = ledger.countAllocated(cpu);
    }

    /** Returns a number that no other object of the same ledger has. */
    public final long serial() {
        return serial;
    }

    /**
     * Marks the object as unlinked; it is now the reclaimer's.
     *
     * @return whether that is news; a second time is counted as a double free, and the object must be left alone
     */
    public final boolean retire(Cpu cpu) {
        if (!Detectors.ON) {
            return true;
        }
        if (LIFE.compareAndSet(this, LIVE, RETIRED)) {
            ledger.countRetired(cpu, serial);
            return true;
        }
        ledger.countDoubleFreed(cpu);
        return false;
    }

    /**
     * Marks a retired object as handed to a second hop before its free.
     *
     * @return whether that is news; a second time is counted as a double free, and the object must be left alone
     */
    final boolean condemn(Cpu cpu) {
        if (LIFE.compareAndSet(this, RETIRED, CONDEMNED)) {
            return true;
        }
        ledger.countDoubleFreed(cpu);
        return false;
    }

    /** Frees a retired object: poisons it. A second time is counted as a double free. */
    public final void free(Cpu cpu) {
        if (!Detectors.ON) {
            TO_FREE.forget(this);
            poison(cpu);
            return;
        }
        int before = (int) LIFE.getAndSet(this, FREED);
        if (before == FREED) {
            ledger.countDoubleFreed(cpu);
        } else {
            ledger.countFreed(cpu, serial);
            TO_FREE.forget(this);
            poison(cpu);
        }
    }

    /** Frees an object that nobody else has ever seen. */
    public final void freeUnpublished(Cpu cpu) {
        int before = (int) LIFE.getAndSet(this, FREED);
        if (before == LIVE) {
            ledger.countUnpublished(cpu);
            poison(cpu);
        } else {
            ledger.countDoubleFreed(cpu);
        }
    }

    /**
     * Leaves an unlinked object to the garbage collector: it counts as retired and freed at once, but whoever still holds a
     * reference may go on using it.
     *
     * @return whether that is news; a second time is counted as a double free, and the object must be left alone
     */
    public final boolean leaveToCollector(Cpu cpu) {
        if (LIFE.compareAndSet(this, LIVE, COLLECTED)) {
            ledger.countCollected(cpu);
            return true;
        }
        ledger.countDoubleFreed(cpu);
        return false;
    }

    /** Counts a use after free if the object has been freed. Called by whoever uses it, inside a read section. */
    public final void checkUsable(Cpu cpu) {
        if (Detectors.ON && (int) LIFE.getOpaque(this) == FREED) {
            ledger.countUsedAfterFree(cpu);
        }
    }

    /** Returns whether the object has been freed. */
    public final boolean isFreed() {
        return (int) LIFE.getOpaque(this) == FREED;
    }

    /** Makes the contents useless, and does what goes with the end of the object. Called once. */
    protected abstract void poison(Cpu cpu);
}
