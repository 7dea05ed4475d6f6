package dev.spinlab.conformance;

import java.util.Objects;

/** What checks assert with. */
final class Expect {
    private Expect() {}

    /** Throws unless {@code holds}. */
    static void that(boolean holds, String what) {
        if (!holds) {
            throw new CheckFailed("does not hold: " + what);
        }
    }

    /** Throws unless the two are equal. */
    static void equal(Object actual, Object expected, String what) {
        if (!Objects.equals(actual, expected)) {
            throw new CheckFailed(what + ": expected " + expected + ", found " + actual);
        }
    }

    /** Throws unless {@code low <= actual <= high}. */
    static void between(long actual, long low, long high, String what) {
        if (actual < low || actual > high) {
            throw new CheckFailed(what + ": expected " + low + " to " + high + ", found " + actual);
        }
    }
}
