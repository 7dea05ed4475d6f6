package dev.spinlab.simulation;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Where one thread waits until another lets it through, once per opening. */
final class Gate {
    /** A hand-over between two running threads takes less than this; parking takes several times as long. */
    private static final int SPINS = 2_000;

    private volatile boolean open;
    private volatile @Nullable Thread waiter;

    void open() {
        open = true;
        Thread parked = waiter;
        if (parked != null) {
            LockSupport.unpark(parked);
        }
    }

    /** Bounded by whoever has the baton: it is handed on before its holder waits or ends. */
    void pass() {
        for (int i = 0; i < SPINS && !open; i++) {
            Thread.onSpinWait();
        }
        if (!open) {
            waiter = Thread.currentThread();
            while (!open) {
                LockSupport.park(this);
            }
            waiter = null;
        }
        open = false;
    }
}
