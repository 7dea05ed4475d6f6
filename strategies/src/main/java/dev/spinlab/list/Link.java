package dev.spinlab.list;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * What a node can stand behind: the list's head or another node. Plays the part of the address of a {@code next} pointer.
 *
 * @param <T> what the nodes carry
 */
public abstract class Link<T> {
    private static final VarHandle NEXT = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "next", VarHandle.class, Link.class, PlainNode.class);

    @SuppressWarnings("UnusedVariable") // through NEXT
    private @Nullable PlainNode<T> next;

    Link() {}

    /** Returns the node behind; what was written to it before it was linked is visible. */
    @SuppressWarnings("unchecked") // only setNextRelease writes the field
    public final @Nullable PlainNode<T> nextAcquire() {
        return (PlainNode<T>) NEXT.getAcquire(this);
    }

    final void setNextRelease(@Nullable PlainNode<T> node) {
        NEXT.setRelease(this, node);
    }
}
