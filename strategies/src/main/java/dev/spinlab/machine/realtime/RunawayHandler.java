package dev.spinlab.machine.realtime;

/** An interrupt handler did not end, and the watchdog took its priority away. The message is one line. */
public final class RunawayHandler extends Error {
    private static final long serialVersionUID = 1L;

    private final boolean waited;

    RunawayHandler(String message, boolean waited) {
        super(message);
        this.waited = waited;
    }

    /** Returns whether it ended as soon as the interrupted task could run: it waited for that inside the JVM. */
    public boolean waited() {
        return waited;
    }
}
