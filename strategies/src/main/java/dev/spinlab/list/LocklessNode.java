package dev.spinlab.list;

import org.jspecify.annotations.Nullable;

/** Something that can be on one {@link LocklessList} at a time, or on a private chain after it was taken off one. */
public abstract class LocklessNode {
    private @Nullable LocklessNode nextInChain;

    /** Creates a node that is on no list. */
    protected LocklessNode() {}

    /** Returns the next node of the chain, null at its end. Only for whoever owns the chain. */
    public final @Nullable LocklessNode nextInChain() {
        return nextInChain;
    }

    /** Sets the next node of the chain. Only for whoever owns the node. */
    public final void setNextInChain(@Nullable LocklessNode next) {
        nextInChain = next;
    }
}
