package dev.spinlab.list;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The head of a plain list (kernel: {@code hlist_head}), for those who have no place of their own for it: a CPU, or a part of a
 * map. It has the distance of 128 bytes to others that they all need, behind it as well.
 *
 * @param <N> the nodes
 */
public class PlainHead<N> extends PlainFirst {
    private static final VarHandle FIRST = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "first", VarHandle.class, PlainFirst.class, Object.class);

    // What lies behind a head may be read by another CPU.
    long b00, b01, b02, b03, b04, b05, b06, b07;
    long b08, b09, b10, b11, b12, b13, b14, b15;

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
