package dev.spinlab.list;

import dev.spinlab.machine.Cpu;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A list that any context of any CPU may push to (kernel: {@code llist}; kernel-facts 3.3).
 *
 * <table>
 * <caption>which pairs of operations need a lock between them</caption>
 * <tr><th></th><th>push</th><th>takeAll</th></tr>
 * <tr><th>push</th><td>none</td><td>none</td></tr>
 * <tr><th>takeAll</th><td>none</td><td>none</td></tr>
 * </table>
 *
 * <p>Both are lock-free, {@link #takeAll} even wait-free. There is no operation that takes one node: it would need a lock
 * among consumers, for a node can leave and come back between the look at the head and the exchange (ABA).
 *
 * <p>Memory effects: what was done before a push is visible after the {@link #takeAll} that takes the node.
 */
public final class LocklessList extends LocklessFirst {
    private static final VarHandle FIRST = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "first", VarHandle.class, LocklessFirst.class, LocklessNode.class);

    // What lies behind a list may be read by another CPU.
    long b00, b01, b02, b03, b04, b05, b06, b07;
    long b08, b09, b10, b11, b12, b13, b14, b15;

    /** Creates an empty list. */
    public LocklessList() {}

    /**
     * Adds {@code node}, which is on no list.
     *
     * @return whether the list was empty: of the pushes between two takes exactly one sees true
     */
    public boolean push(Cpu cpu, LocklessNode node) {
        while (true) {
            cpu.step();
            LocklessNode seen = (LocklessNode) FIRST.getAcquire(this);
            node.setNextInChain(seen);
            cpu.step();
            cpu.countAtomic();
            if (FIRST.compareAndSet(this, seen, node)) {
                return seen == null;
            }
        }
    }

    /** Takes all nodes off and returns them as a chain, newest first; null if there was none. */
    public @Nullable LocklessNode takeAll(Cpu cpu) {
        cpu.step();
        if (first == null) {
            return null;
        }
        cpu.countAtomic();
        return (LocklessNode) FIRST.getAndSet(this, null);
    }

    /** Returns whether the list is empty now. */
    public boolean isEmpty() {
        return FIRST.getAcquire(this) == null;
    }

    /** Turns a chain around, so that what {@link #takeAll} returned comes in the order of the pushes. */
    public static @Nullable LocklessNode reverse(@Nullable LocklessNode chain) {
        LocklessNode reversed = null;
        LocklessNode rest = chain;
        while (rest != null) {
            LocklessNode next = rest.nextInChain();
            rest.setNextInChain(reversed);
            reversed = rest;
            rest = next;
        }
        return reversed;
    }
}
