package dev.spinlab.results.gate.timed;

/** A version that is measured; all others are compared with {@link #BASE}. */
public enum Arm {
    /** What the head is compared with. */
    BASE,
    /** What is gated. */
    HEAD,
    /** The base once more: it must not seem to differ. */
    NULL,
    /** The base with a planted slowdown: it must be found. */
    CANARY
}
