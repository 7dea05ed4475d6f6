package dev.spinlab.list;

import dev.spinlab.machine.Cpu;
import org.jspecify.annotations.Nullable;

/**
 * A plain list of things that have no links of their own, and are carried by nodes: see {@link PlainLinks}.
 *
 * @param <T> what the nodes carry
 */
public final class PlainList<T> extends PlainHead<PlainNode<T>> {
    /** Creates an empty list. */
    public PlainList() {}

    /** Adds {@code node} at the front: {@link PlainLinks#add}. */
    public void add(Cpu cpu, PlainNode<T> node) {
        PlainNode.<T>links().add(cpu, this, node);
    }

    /** Adds {@code node} at the front, complete before a reader can see it: {@link PlainLinks#addPublished}. */
    public void addPublished(Cpu cpu, PlainNode<T> node) {
        PlainNode.<T>links().addPublished(cpu, this, node);
    }

    /** Takes {@code node} off this list: {@link PlainLinks#unlink}. */
    public boolean unlink(Cpu cpu, PlainNode<T> node) {
        return PlainNode.<T>links().unlink(cpu, this, node);
    }

    /** Takes all nodes off at once and returns the first: {@link PlainLinks#takeAll}. */
    public @Nullable PlainNode<T> takeAll(Cpu cpu) {
        return PlainNode.<T>links().takeAll(cpu, this);
    }

    /** Returns whether the list is empty now. */
    public boolean isEmpty() {
        return firstAcquire() == null;
    }

    /** Returns whether {@code node} is the only one. Needs the guard. */
    public boolean isSingular(PlainNode<T> node) {
        return PlainNode.<T>links().isSingular(this, node);
    }
}
