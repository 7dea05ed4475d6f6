package dev.spinlab.machine.realtime;

/** An interrupt handler did not end, and the watchdog took its priority away. */
public final class RunawayHandler extends Error {
    private static final long serialVersionUID = 1L;

    RunawayHandler(String message) {
        super(message);
    }
}
