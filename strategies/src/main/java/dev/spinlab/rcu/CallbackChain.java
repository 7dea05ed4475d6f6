package dev.spinlab.rcu;

import dev.spinlab.layout.LeadingPad;
import dev.spinlab.list.LocklessNode;
import org.jspecify.annotations.Nullable;

/** Heads in the order in which they were queued; private to its CPU. */
final class CallbackChain extends LeadingPad {
    private @Nullable RcuHead first;
    private @Nullable RcuHead last;

    boolean isEmpty() {
        return first == null;
    }

    void append(RcuHead head) {
        head.setNextInChain(null);
        if (last == null) {
            first = head;
        } else {
            last.setNextInChain(head);
        }
        last = head;
    }

    /** Appends all of {@code chain}, linked through {@link LocklessNode#nextInChain}. */
    void appendChain(@Nullable LocklessNode chain) {
        LocklessNode rest = chain;
        while (rest != null) {
            LocklessNode next = rest.nextInChain();
            append((RcuHead) rest);
            rest = next;
        }
    }

    /** Moves everything from {@code other} to the end of this. */
    void takeAll(CallbackChain other) {
        if (other.first == null) {
            return;
        }
        if (last == null) {
            first = other.first;
        } else {
            last.setNextInChain(other.first);
        }
        last = other.last;
        other.first = null;
        other.last = null;
    }

    @Nullable
    RcuHead poll() {
        RcuHead head = first;
        if (head != null) {
            first = (RcuHead) head.nextInChain();
            last = first == null ? null : last;
            head.setNextInChain(null);
        }
        return head;
    }
}
