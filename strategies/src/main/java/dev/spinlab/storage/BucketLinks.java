package dev.spinlab.storage;

import dev.spinlab.list.PlainLinks;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** The lists of what is in one bucket of a map: from a {@link Bucket} through its elements. */
final class BucketLinks extends PlainLinks<Bucket, Element> {
    static final BucketLinks IN_BUCKET = new BucketLinks();

    private static final VarHandle NEXT = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "nextInBucket", VarHandle.class, Element.class, Element.class);
    private static final VarHandle PREVIOUS = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "previousInBucket", VarHandle.class, Element.class, Element.class);

    private BucketLinks() {}

    @Override
    public @Nullable Element firstAcquire(Bucket head) {
        return head.elements.firstAcquire();
    }

    @Override
    protected void setFirstRelease(Bucket head, @Nullable Element node) {
        head.elements.setFirstRelease(node);
    }

    @Override
    public @Nullable Element nextAcquire(Element node) {
        return (Element) NEXT.getAcquire(node);
    }

    @Override
    protected void setNextRelease(Element node, @Nullable Element next) {
        NEXT.setRelease(node, next);
    }

    @Override
    protected @Nullable Element previousOpaque(Element node) {
        return (Element) PREVIOUS.getOpaque(node);
    }

    @Override
    protected void setPreviousOpaque(Element node, @Nullable Element previous) {
        PREVIOUS.setOpaque(node, previous);
    }
}
