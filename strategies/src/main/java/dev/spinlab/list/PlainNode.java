package dev.spinlab.list;

import dev.spinlab.machine.Cpu;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A node of a {@link PlainList} (kernel: {@code hlist_node}).
 *
 * @param <T> what it carries
 */
public final class PlainNode<T> extends Link<T> {
    private static final VarHandle PREVIOUS = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "previous", VarHandle.class, PlainNode.class, Link.class);

    private final T item;

    @SuppressWarnings("UnusedVariable") // through PREVIOUS
    private @Nullable Link<T> previous;

    /** Creates a node that is on no list. */
    public PlainNode(T item) {
        this.item = item;
    }

    /** Returns what the node carries. */
    public T item() {
        return item;
    }

    /** Returns whether the node is on a list. May be asked without the list's guard, as a hint. */
    public boolean isLinked() {
        return previousOpaque() != null;
    }

    @SuppressWarnings("unchecked") // only setPreviousOpaque writes the field
    @Nullable
    Link<T> previousOpaque() {
        return (Link<T>) PREVIOUS.getOpaque(this);
    }

    void setPreviousOpaque(@Nullable Link<T> link) {
        PREVIOUS.setOpaque(this, link);
    }

    /**
     * Clears both links of a node that nobody can reach any more. Else a dead node that a generational collector has moved
     * to its old space would keep its neighbour alive, that one the next, and so on.
     */
    public void forget() {
        setNextRelease(null);
        setPreviousOpaque(null);
    }

    /**
     * Takes the node off its list; {@code next} stays, for readers that stand on it. Needs the list's guard.
     *
     * @return whether it was on one
     */
    public boolean unlink(Cpu cpu) {
        cpu.step();
        PlainNode<T> after = nextAcquire();
        Link<T> before = previousOpaque();
        if (before == null) {
            return false;
        }
        cpu.step();
        before.setNextRelease(after);
        if (after != null) {
            cpu.step();
            after.setPreviousOpaque(before);
        }
        cpu.step();
        setPreviousOpaque(null);
        return true;
    }
}
