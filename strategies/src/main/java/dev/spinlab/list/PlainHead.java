package dev.spinlab.list;

import dev.spinlab.layout.LeadingPad;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The head of a plain list (kernel: {@code hlist_head}), for those who have no place of their own for it: a CPU, or a part of a
 * map. It has the distance of 128 bytes to others that they all need.
 *
 * @param <N> the nodes
 */
public class PlainHead<N> extends LeadingPad {
    private static final VarHandle FIRST = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "first", VarHandle.class, PlainHead.class, Object.class);

    @SuppressWarnings("UnusedVariable") // through FIRST
    private @Nullable Object first;

    /** Creates the head of an empty list. */
    public PlainHead() {}

    /** Returns the first node; what was written to it before it was linked is visible. */
    @SuppressWarnings("unchecked") // only setFirstRelease writes the field
    public final @Nullable N firstAcquire() {
        return (N) FIRST.getAcquire(this);
    }

    /** Sets the first node: for the {@link PlainLinks} of the list. */
    public final void setFirstRelease(@Nullable N node) {
        FIRST.setRelease(this, node);
    }
}
