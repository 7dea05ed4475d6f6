package dev.spinlab.storage;

import dev.spinlab.list.PlainLinks;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** The lists of what hangs on one owner: from an {@link OwnerStorage} through its elements. */
final class StorageLinks extends PlainLinks<Element> {
    static final StorageLinks IN_STORAGE = new StorageLinks();

    private static final VarHandle FIRST = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "firstElement", VarHandle.class, OwnerStorage.class, Element.class);
    private static final VarHandle NEXT = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "nextInStorage", VarHandle.class, Element.class, Element.class);
    private static final VarHandle PREVIOUS = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "previousInStorage", VarHandle.class, Element.class, Object.class);

    private StorageLinks() {}

    @Override
    public @Nullable Element nextAcquire(Object link) {
        return link instanceof Element element
                ? (Element) NEXT.getAcquire(element)
                : (Element) FIRST.getAcquire((OwnerStorage) link);
    }

    @Override
    protected void setNextRelease(Object link, @Nullable Element node) {
        if (link instanceof Element element) {
            NEXT.setRelease(element, node);
        } else {
            FIRST.setRelease((OwnerStorage) link, node);
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
