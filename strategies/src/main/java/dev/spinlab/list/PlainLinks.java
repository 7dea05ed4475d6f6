package dev.spinlab.list;

import dev.spinlab.machine.Cpu;
import org.jspecify.annotations.Nullable;

/**
 * Plain double-linked lists of one kind: where their heads and nodes keep the links, and what is done with them (kernel: {@code
 * hlist}, whose nodes lie inside what they link).
 *
 * <p>The links are fields of the node itself, so being on a list costs no object, and a node can be on one list of each kind.
 * A node's {@code previous} plays the part of the address of a {@code next} pointer: the node before it; itself, if it stands
 * behind the head; null, if it is on no list. So nothing need be read of a neighbour to tell what it is: a neighbour may be
 * another CPU's, and its header lie in another cache line than its links.
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
 * @param <H> the heads
 * @param <N> the nodes
 */
public abstract class PlainLinks<H, N> {
    /** Creates a kind. */
    protected PlainLinks() {}

    /** Returns the first node; what was written to it before it was linked is visible. */
    public abstract @Nullable N firstAcquire(H head);

    /** Sets the first node. */
    protected abstract void setFirstRelease(H head, @Nullable N node);

    /** Returns the node behind {@code node}; what was written to it before it was linked is visible. */
    public abstract @Nullable N nextAcquire(N node);

    /** Sets the node behind {@code node}. */
    protected abstract void setNextRelease(N node, @Nullable N next);

    /** Returns the node before {@code node}, {@code node} itself if that is the first, null if it is on no list. */
    protected abstract @Nullable N previousOpaque(N node);

    /** Sets what {@link #previousOpaque} returns. */
    protected abstract void setPreviousOpaque(N node, @Nullable N previous);

    /** Adds {@code node} at the front, for lists that are read only under the guard (kernel: {@code hlist_add_head}). */
    public final void add(Cpu cpu, H head, N node) {
        cpu.step();
        N first = firstAcquire(head);
        cpu.step();
        setNextRelease(node, first);
        if (first != null) {
            cpu.step();
            setPreviousOpaque(first, node);
        }
        cpu.step();
        setFirstRelease(head, node);
        cpu.step();
        setPreviousOpaque(node, node);
    }

    /**
     * Adds {@code node} at the front, complete before a reader can see it (kernel: {@code hlist_add_head_rcu}). Pairs with
     * {@link #firstAcquire} and {@link #nextAcquire}; without it a reader could find a node of which not all is written.
     */
    public final void addPublished(Cpu cpu, H head, N node) {
        cpu.step();
        N first = firstAcquire(head);
        setNextRelease(node, first);
        setPreviousOpaque(node, node);
        cpu.step();
        setFirstRelease(head, node);
        if (first != null) {
            cpu.step();
            setPreviousOpaque(first, node);
        }
    }

    /**
     * Takes all nodes off at once, still linked to each other, and returns the first. The head no longer has them, so they
     * must not be unlinked one by one. Needs the guard.
     */
    public final @Nullable N takeAll(Cpu cpu, H head) {
        cpu.step();
        N first = firstAcquire(head);
        cpu.step();
        setFirstRelease(head, null);
        return first;
    }

    /**
     * Takes {@code node} off the list of {@code head}, which is the one it is on if it is on any; its {@code next} stays, for
     * readers that stand on it. Needs the list's guard.
     *
     * @return whether it was on one
     */
    public final boolean unlink(Cpu cpu, H head, N node) {
        cpu.step();
        N after = nextAcquire(node);
        N before = previousOpaque(node);
        if (before == null) {
            return false;
        }
        boolean first = before == node;
        cpu.step();
        if (first) {
            setFirstRelease(head, after);
        } else {
            setNextRelease(before, after);
        }
        if (after != null) {
            cpu.step();
            setPreviousOpaque(after, first ? after : before);
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
    public final boolean isEmpty(H head) {
        return firstAcquire(head) == null;
    }

    /** Returns whether {@code node} is the only one. Needs the guard. */
    public final boolean isSingular(H head, N node) {
        return firstAcquire(head) == node && nextAcquire(node) == null;
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
