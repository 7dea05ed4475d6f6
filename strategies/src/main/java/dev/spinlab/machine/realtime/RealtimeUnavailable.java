package dev.spinlab.machine.realtime;

/** Interrupts cannot come from real-time threads here. The message is the reason, in one line. */
public final class RealtimeUnavailable extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** Creates one with its reason. */
    public RealtimeUnavailable(String reason) {
        super(reason);
    }
}
