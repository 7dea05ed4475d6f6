package dev.spinlab.results.claims;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * One sentence that can be tested, and what became of it on this machine.
 *
 * @param number its number, from 1
 * @param sentence the claim in our words
 * @param source where it comes from
 * @param test how it was tested
 * @param ours what was measured here, with its interval where it has one
 * @param kernel what the real kernel did, null where nobody measured it
 * @param holds whether the claim holds on this machine
 */
public record Claim(
        int number,
        String sentence,
        String source,
        String test,
        String ours,
        @Nullable String kernel,
        boolean holds) {

    /** Rejects what is missing. */
    public Claim {
        requireNonNull(sentence, "sentence");
        requireNonNull(source, "source");
        requireNonNull(test, "test");
        requireNonNull(ours, "ours");
    }
}
