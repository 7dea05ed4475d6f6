package dev.spinlab.reclaim;

import dev.spinlab.list.PlainHead;
import dev.spinlab.list.PlainLinks;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** The lists of objects that a reclaimer has still to free: from a {@link PlainHead} through the objects. */
final class FreeLinks extends PlainLinks<Reclaimable> {
    static final FreeLinks TO_FREE = new FreeLinks();

    private static final VarHandle NEXT = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "nextToFree", VarHandle.class, Reclaimable.class, Reclaimable.class);
    private static final VarHandle PREVIOUS = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "previousToFree", VarHandle.class, Reclaimable.class, Object.class);

    private FreeLinks() {}

    @Override
    public @Nullable Reclaimable nextAcquire(Object link) {
        return link instanceof Reclaimable object
                ? (Reclaimable) NEXT.getAcquire(object)
                : head(link).firstAcquire();
    }

    @Override
    protected void setNextRelease(Object link, @Nullable Reclaimable node) {
        if (link instanceof Reclaimable object) {
            NEXT.setRelease(object, node);
        } else {
            head(link).setFirstRelease(node);
        }
    }

    @SuppressWarnings("unchecked") // a link is such a head or an object
    private static PlainHead<Reclaimable> head(Object link) {
        return (PlainHead<Reclaimable>) link;
    }

    @Override
    protected @Nullable Object previousOpaque(Reclaimable node) {
        return PREVIOUS.getOpaque(node);
    }

    @Override
    protected void setPreviousOpaque(Reclaimable node, @Nullable Object link) {
        PREVIOUS.setOpaque(node, link);
    }
}
