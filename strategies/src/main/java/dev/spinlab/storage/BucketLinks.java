package dev.spinlab.storage;

import dev.spinlab.list.PlainLinks;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** The lists of what is in one bucket of a map: from a {@link Bucket} through its elements. */
final class BucketLinks extends PlainLinks<Element> {
    static final BucketLinks IN_BUCKET = new BucketLinks();

    private static final VarHandle NEXT = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "nextInBucket", VarHandle.class, Element.class, Element.class);
    private static final VarHandle PREVIOUS = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "previousInBucket", VarHandle.class, Element.class, Object.class);

    private BucketLinks() {}

    @Override
    public @Nullable Element nextAcquire(Object link) {
        return link instanceof Element element ? (Element) NEXT.getAcquire(element) : ((Bucket) link).firstAcquire();
    }

    @Override
    protected void setNextRelease(Object link, @Nullable Element node) {
        if (link instanceof Element element) {
            NEXT.setRelease(element, node);
        } else {
            ((Bucket) link).setFirstRelease(node);
        }
    }

    @Override
    protected @Nullable Object previousOpaque(Element node) {
        return PREVIOUS.getOpaque(node);
    }

    @Override
    protected void setPreviousOpaque(Element node, @Nullable Object link) {
        PREVIOUS.setOpaque(node, link);
    }
}
