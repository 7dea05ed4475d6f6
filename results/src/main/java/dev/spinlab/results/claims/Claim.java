package dev.spinlab.results.claims;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * One sentence that was put to the test.
 *
 * @param number its number in the table, from 1
 * @param sentence the claim, in our words
 * @param source where it comes from, for example {@code seed 1}
 * @param test how it was tested
 * @param ours what was found here, for example {@code 92.1 % of calls [90.3, 93.9], 48 % of time}
 * @param kernel what a real kernel was measured to do, null where nothing was measured
 * @param holds whether what was found here bears it out
 */
public record Claim(
        int number,
        String sentence,
        String source,
        String test,
        String ours,
        @Nullable String kernel,
        boolean holds) {
    /** Rejects a claim that says nothing. */
    public Claim {
        requireNonNull(sentence, "sentence");
        requireNonNull(source, "source");
        requireNonNull(test, "test");
        requireNonNull(ours, "ours");
        if (number < 1) {
            throw new IllegalArgumentException("claims are numbered from 1, not " + number);
        }
    }
}
