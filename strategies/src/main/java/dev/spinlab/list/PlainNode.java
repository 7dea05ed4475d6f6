package dev.spinlab.list;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A node of a {@link PlainList} (kernel: {@code hlist_node}).
 *
 * @param <T> what it carries
 */
public final class PlainNode<T> {
    private static final VarHandle NEXT = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "next", VarHandle.class, PlainNode.class, PlainNode.class);
    private static final VarHandle PREVIOUS = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "previous", VarHandle.class, PlainNode.class, PlainNode.class);
    private static final PlainLinks<PlainList<Object>, PlainNode<Object>> LINKS = new Links();

    private final T item;

    @SuppressWarnings("UnusedVariable") // through NEXT
    private @Nullable PlainNode<T> next;

    @SuppressWarnings("UnusedVariable") // through PREVIOUS
    private @Nullable PlainNode<T> previous;

    /** Creates a node that is on no list. */
    public PlainNode(T item) {
        this.item = item;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the links of a node do not depend on what it carries
    static <T> PlainLinks<PlainList<T>, PlainNode<T>> links() {
        return (PlainLinks) LINKS;
    }

    /** Returns what the node carries. */
    public T item() {
        return item;
    }

    /** Returns the node behind. */
    public @Nullable PlainNode<T> nextAcquire() {
        return PlainNode.<T>links().nextAcquire(this);
    }

    /** Returns whether the node is on a list. May be asked without the list's guard, as a hint. */
    public boolean isLinked() {
        return PlainNode.<T>links().isLinked(this);
    }

    /** Clears both links of a node that nobody can reach any more: {@link PlainLinks#forget}. */
    public void forget() {
        PlainNode.<T>links().forget(this);
    }

    @SuppressWarnings("unchecked") // only the setters write the fields
    private static final class Links extends PlainLinks<PlainList<Object>, PlainNode<Object>> {
        @Override
        public @Nullable PlainNode<Object> firstAcquire(PlainList<Object> head) {
            return head.firstAcquire();
        }

        @Override
        protected void setFirstRelease(PlainList<Object> head, @Nullable PlainNode<Object> node) {
            head.setFirstRelease(node);
        }

        @Override
        public @Nullable PlainNode<Object> nextAcquire(PlainNode<Object> node) {
            return (PlainNode<Object>) NEXT.getAcquire(node);
        }

        @Override
        protected void setNextRelease(PlainNode<Object> node, @Nullable PlainNode<Object> next) {
            NEXT.setRelease(node, next);
        }

        @Override
        protected @Nullable PlainNode<Object> previousOpaque(PlainNode<Object> node) {
            return (PlainNode<Object>) PREVIOUS.getOpaque(node);
        }

        @Override
        protected void setPreviousOpaque(PlainNode<Object> node, @Nullable PlainNode<Object> previous) {
            PREVIOUS.setOpaque(node, previous);
        }
    }
}
