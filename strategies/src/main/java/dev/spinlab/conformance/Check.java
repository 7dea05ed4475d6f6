package dev.spinlab.conformance;

import dev.spinlab.backend.StorageBackend;

/**
 * One scenario or statement of the kernel facts.
 *
 * @param id {@code S1} to {@code S27} for scenarios, {@code F1} to {@code F50} for statements
 * @param title what must hold, in a few words
 * @param applies to which backends
 * @param remark where the model departs, or what of it cannot be asked of Java; empty if nothing
 * @param body throws if it does not hold
 */
public record Check(String id, String title, Applies applies, String remark, Body body) {
    /** Makes a check without a remark. */
    static Check of(String id, String title, Applies applies, Body body) {
        return new Check(id, title, applies, "", body);
    }

    /** Returns a copy with a remark. */
    Check remark(String text) {
        return new Check(id, title, applies, text, body);
    }

    /** Runs it. */
    public void run(StorageBackend backend) {
        body.run(backend);
    }

    /** What a check does; for {@link Applies#LOCKS} the backend is of no account. */
    @FunctionalInterface
    public interface Body {
        /** Throws if the check does not hold. */
        void run(StorageBackend backend);
    }
}
