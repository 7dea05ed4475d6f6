package dev.spinlab.reclaim;

import dev.spinlab.list.PlainHead;
import dev.spinlab.list.PlainLinks;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** The lists of objects that a reclaimer has still to free: from a {@link PlainHead} through the objects. */
final class FreeLinks extends PlainLinks<PlainHead<Reclaimable>, Reclaimable> {
    static final FreeLinks TO_FREE = new FreeLinks();

    private static final VarHandle NEXT = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "nextToFree", VarHandle.class, Reclaimable.class, Reclaimable.class);
    private static final VarHandle PREVIOUS = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "previousToFree", VarHandle.class, Reclaimable.class, Reclaimable.class);

    private FreeLinks() {}

    @Override
    public @Nullable Reclaimable firstAcquire(PlainHead<Reclaimable> head) {
        return head.firstAcquire();
    }

    @Override
    protected void setFirstRelease(PlainHead<Reclaimable> head, @Nullable Reclaimable node) {
        head.setFirstRelease(node);
    }

    @Override
    public @Nullable Reclaimable nextAcquire(Reclaimable node) {
        return (Reclaimable) NEXT.getAcquire(node);
    }

    @Override
    protected void setNextRelease(Reclaimable node, @Nullable Reclaimable next) {
        NEXT.setRelease(node, next);
    }

    @Override
    protected @Nullable Reclaimable previousOpaque(Reclaimable node) {
        return (Reclaimable) PREVIOUS.getOpaque(node);
    }

    @Override
    protected void setPreviousOpaque(Reclaimable node, @Nullable Reclaimable previous) {
        PREVIOUS.setOpaque(node, previous);
    }
}
