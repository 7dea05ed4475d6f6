package dev.spinlab.simulation;

/** A state in which no context can ever go on: deadlock. The message says who waits where. */
public final class NobodyCanGoOn extends Error {
    private static final long serialVersionUID = 1L;

    NobodyCanGoOn(String message) {
        super(message);
    }
}
