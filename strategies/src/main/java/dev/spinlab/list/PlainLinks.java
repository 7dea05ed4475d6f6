package dev.spinlab.list;

import dev.spinlab.machine.Cpu;
import org.jspecify.annotations.Nullable;

/**
 * Plain double-linked lists of one kind: where their nodes keep the two links, and what is done with them (kernel: {@code
 * hlist}, whose nodes lie inside what they link).
 *
 * <p>The links are fields of the node itself, so being on a list costs no object, and a node can be on one list of each kind.
 * A <i>link</i> is what a node can stand behind: the head of the list or another node. It plays the part of the address of a
 * {@code next} pointer.
 *
 * <p>Changes need a guard: a lock, or on a per-CPU list whatever keeps the other contexts of that CPU out. They take several
 * steps, between which a context that the guard does not keep out does damage (kernel-facts 3.4). Readers need no guard if
 * nodes are published by {@link #addPublished} and freed after a grace period.
 *
 * <p>A chain is acyclic whatever happens to it: a node's {@code next} is set to one that was first when the node came, and
 * is later moved only further along the chain. So every walk ends, even over a damaged list.
 *
 * <p>There is one instance of each kind, a constant, so that the accessors are compiled in where they are called.
 *
 * @param <N> the nodes
 */
public abstract class PlainLinks<N> {
    /** Creates a kind. */
    protected PlainLinks() {}

    /** Returns the node behind {@code link}; what was written to it before it was linked is visible. */
    public abstract @Nullable N nextAcquire(Object link);

    /** Sets the node behind {@code link}. */
    protected abstract void setNextRelease(Object link, @Nullable N node);

    /** Returns the link that {@code node} stands behind, null if it is on no list. */
    protected abstract @Nullable Object previousOpaque(N node);

    /** Sets the link that {@code node} stands behind. */
    protected abstract void setPreviousOpaque(N node, @Nullable Object link);

    /** Adds {@code node} at the front, for lists that are read only under the guard (kernel: {@code hlist_add_head}). */
    public final void add(Cpu cpu, Object head, N node) {
        cpu.step();
        N first = nextAcquire(head);
        cpu.step();
        setNextRelease(node, first);
        if (first != null) {
            cpu.step();
            setPreviousOpaque(first, node);
        }
        cpu.step();
        setNextRelease(head, node);
        cpu.step();
        setPreviousOpaque(node, head);
    }

    /**
     * Adds {@code node} at the front, complete before a reader can see it (kernel: {@code hlist_add_head_rcu}). Pairs with
     * {@link #nextAcquire}; without it a reader could find a node of which not all is written.
     */
    public final void addPublished(Cpu cpu, Object head, N node) {
        cpu.step();
        N first = nextAcquire(head);
        setNextRelease(node, first);
        setPreviousOpaque(node, head);
        cpu.step();
        setNextRelease(head, node);
        if (first != null) {
            cpu.step();
            setPreviousOpaque(first, node);
        }
    }

    /**
     * Takes all nodes off at once, still linked to each other, and returns the first. Their links to the head are stale, so
     * they must not be unlinked one by one. Needs the guard.
     */
    public final @Nullable N takeAll(Cpu cpu, Object head) {
        cpu.step();
        N first = nextAcquire(head);
        cpu.step();
        setNextRelease(head, null);
        return first;
    }

    /**
     * Takes {@code node} off its list; its {@code next} stays, for readers that stand on it. Needs the list's guard.
     *
     * @return whether it was on one
     */
    public final boolean unlink(Cpu cpu, N node) {
        cpu.step();
        N after = nextAcquire(node);
        Object before = previousOpaque(node);
        if (before == null) {
            return false;
        }
        cpu.step();
        setNextRelease(before, after);
        if (after != null) {
            cpu.step();
            setPreviousOpaque(after, before);
        }
        cpu.step();
        setPreviousOpaque(node, null);
        return true;
    }

    /** Returns whether {@code node} is on a list. May be asked without the list's guard, as a hint. */
    public final boolean isLinked(N node) {
        return previousOpaque(node) != null;
    }

    /** Returns whether the list is empty now. */
    public final boolean isEmpty(Object head) {
        return nextAcquire(head) == null;
    }

    /** Returns whether {@code node} is the only one. Needs the guard. */
    public final boolean isSingular(Object head, N node) {
        return nextAcquire(head) == node && nextAcquire(node) == null;
    }

    /**
     * Clears both links of a node that nobody can reach any more. Else a dead node that a generational collector has moved
     * to its old space would keep its neighbour alive, that one the next, and so on.
     */
    public final void forget(N node) {
        setNextRelease(node, null);
        setPreviousOpaque(node, null);
    }
}
