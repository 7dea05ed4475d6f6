package dev.spinlab.list;

import dev.spinlab.machine.Cpu;
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
            MethodHandles.lookup(), "previous", VarHandle.class, PlainNode.class, Object.class);
    private static final PlainLinks<PlainNode<Object>> LINKS = new Links();

    private final T item;

    @SuppressWarnings("UnusedVariable") // through NEXT
    private @Nullable PlainNode<T> next;

    @SuppressWarnings("UnusedVariable") // through PREVIOUS
    private @Nullable Object previous;

    /** Creates a node that is on no list. */
    public PlainNode(T item) {
        this.item = item;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the links of a node do not depend on what it carries
    static <T> PlainLinks<PlainNode<T>> links() {
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

    /** Takes the node off its list: {@link PlainLinks#unlink}. */
    public boolean unlink(Cpu cpu) {
        return PlainNode.<T>links().unlink(cpu, this);
    }

    /** Clears both links of a node that nobody can reach any more: {@link PlainLinks#forget}. */
    public void forget() {
        PlainNode.<T>links().forget(this);
    }

    @SuppressWarnings("unchecked") // a link is a PlainList or a PlainNode
    private static final class Links extends PlainLinks<PlainNode<Object>> {
        @Override
        public @Nullable PlainNode<Object> nextAcquire(Object link) {
            return link instanceof PlainNode
                    ? (PlainNode<Object>) NEXT.getAcquire((PlainNode<Object>) link)
                    : ((PlainList<Object>) link).firstAcquire();
        }

        @Override
        protected void setNextRelease(Object link, @Nullable PlainNode<Object> node) {
            if (link instanceof PlainNode) {
                NEXT.setRelease((PlainNode<Object>) link, node);
            } else {
                ((PlainList<Object>) link).setFirstRelease(node);
            }
        }

        @Override
        protected @Nullable Object previousOpaque(PlainNode<Object> node) {
            return PREVIOUS.getOpaque(node);
        }

        @Override
        protected void setPreviousOpaque(PlainNode<Object> node, @Nullable Object link) {
            PREVIOUS.setOpaque(node, link);
        }
    }
}
