package dev.spinlab.rcu;

import dev.spinlab.list.LocklessNode;
import dev.spinlab.machine.Cpu;
import org.jspecify.annotations.Nullable;

/**
 * Something that can wait for a grace period (kernel: {@code rcu_head}). At most one wait at a time, and on no
 * {@link dev.spinlab.list.LocklessList} meanwhile, whose link it uses.
 */
public abstract class RcuHead extends LocklessNode {
    private @Nullable Callback callback;
    private boolean viaOverflow;

    /** Creates one that waits for nothing. */
    protected RcuHead() {}

    void prepare(Callback chosen) {
        callback = chosen;
        viaOverflow = false;
    }

    void markOverflow() {
        viaOverflow = true;
    }

    boolean viaOverflow() {
        return viaOverflow;
    }

    void invoke(Cpu cpu) {
        Callback chosen = callback;
        if (chosen == null) {
            throw new IllegalStateException("an RCU head was queued twice, and its callback has run already");
        }
        callback = null;
        chosen.run(cpu, this);
    }

    /** What happens after the grace period. One instance for many heads, so that queueing allocates nothing. */
    @FunctionalInterface
    public interface Callback {
        /** Runs in SOFTIRQ context, interrupts on; must not sleep. May queue {@code head} again. */
        void run(Cpu cpu, RcuHead head);
    }
}
