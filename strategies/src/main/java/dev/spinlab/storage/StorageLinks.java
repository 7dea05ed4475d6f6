package dev.spinlab.storage;

import dev.spinlab.list.PlainLinks;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** The lists of what hangs on one owner: from an {@link OwnerStorage} through its elements. */
final class StorageLinks extends PlainLinks<OwnerStorage, Element> {
    static final StorageLinks IN_STORAGE = new StorageLinks();

    private static final VarHandle FIRST = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "firstElement", VarHandle.class, OwnerStorage.class, Element.class);
    private static final VarHandle NEXT = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "nextInStorage", VarHandle.class, Element.class, Element.class);
    private static final VarHandle PREVIOUS = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "previousInStorage", VarHandle.class, Element.class, Element.class);

    private StorageLinks() {}

    @Override
    public @Nullable Element firstAcquire(OwnerStorage head) {
        return (Element) FIRST.getAcquire(head);
    }

    @Override
    protected void setFirstRelease(OwnerStorage head, @Nullable Element node) {
        FIRST.setRelease(head, node);
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
