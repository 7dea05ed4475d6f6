package dev.spinlab.list;

import dev.spinlab.machine.Cpu;
import org.jspecify.annotations.Nullable;

/**
 * The head of a plain double-linked list (kernel: {@code hlist_head}).
 *
 * <p>Changes need a guard: a lock, or on a per-CPU list whatever keeps the other contexts of that CPU out. They take several
 * steps, between which a context that the guard does not keep out does damage (kernel-facts 3.4). Readers need no guard if
 * nodes are published by {@link #addPublished} and freed after a grace period.
 *
 * <p>A chain is acyclic whatever happens to it: a node's {@code next} is set to one that was first when the node came, and
 * is later moved only further along the chain. So every walk ends, even over a damaged list.
 *
 * @param <T> what the nodes carry
 */
public class PlainList<T> extends Link<T> {
    /** Creates an empty list. */
    public PlainList() {}

    /** Adds {@code node} at the front, for lists that are read only under the guard (kernel: {@code hlist_add_head}). */
    public final void add(Cpu cpu, PlainNode<T> node) {
        cpu.step();
        PlainNode<T> first = nextAcquire();
        cpu.step();
        node.setNextRelease(first);
        if (first != null) {
            cpu.step();
            first.setPreviousOpaque(node);
        }
        cpu.step();
        setNextRelease(node);
        cpu.step();
        node.setPreviousOpaque(this);
    }

    /**
     * Adds {@code node} at the front, complete before a reader can see it (kernel: {@code hlist_add_head_rcu}). Pairs with
     * {@link #nextAcquire}; without it a reader could find a node whose item is not yet written.
     */
    public final void addPublished(Cpu cpu, PlainNode<T> node) {
        cpu.step();
        PlainNode<T> first = nextAcquire();
        node.setNextRelease(first);
        node.setPreviousOpaque(this);
        cpu.step();
        setNextRelease(node);
        if (first != null) {
            cpu.step();
            first.setPreviousOpaque(node);
        }
    }

    /**
     * Takes all nodes off at once, still linked to each other, and returns the first. Their links to the head are stale, so
     * they must not be unlinked one by one. Needs the guard.
     */
    public final @Nullable PlainNode<T> takeAll(Cpu cpu) {
        cpu.step();
        PlainNode<T> first = nextAcquire();
        cpu.step();
        setNextRelease(null);
        return first;
    }

    /** Returns the first node. */
    public final @Nullable PlainNode<T> first() {
        return nextAcquire();
    }

    /** Returns whether the list is empty now. */
    public final boolean isEmpty() {
        return nextAcquire() == null;
    }

    /** Returns whether {@code node} is the only one. Needs the guard. */
    public final boolean isSingular(PlainNode<T> node) {
        return nextAcquire() == node && node.nextAcquire() == null;
    }
}
