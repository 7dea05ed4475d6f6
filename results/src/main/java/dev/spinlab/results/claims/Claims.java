package dev.spinlab.results.claims;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The claims tested in one go: the content of {@code claims.json}.
 *
 * @param schema version of this record's layout, {@link #SCHEMA}
 * @param started ISO-8601 instant
 * @param seed seed of whatever was drawn
 * @param command the command line that repeats it
 * @param claims in the order of their numbers
 */
public record Claims(int schema, String started, long seed, String command, List<Claim> claims) {

    /** The layout version that this build writes and reads. */
    public static final int SCHEMA = 1;

    /** Copies the list and rejects what is missing. */
    public Claims {
        requireNonNull(started, "started");
        requireNonNull(command, "command");
        requireNonNull(claims, "claims");
        claims = List.copyOf(claims);
    }

    /**
     * The claims that hold.
     *
     * @return their number
     */
    public long holding() {
        return claims.stream().filter(Claim::holds).count();
    }

    /**
     * How many hold, in a sentence that names those that do not.
     *
     * @return for example {@code 15 of 16 claims hold on this machine; 7 does not.}
     */
    public String summary() {
        List<String> failing = claims.stream()
                .filter(claim -> !claim.holds())
                .map(claim -> Integer.toString(claim.number()))
                .toList();
        String text = holding() + " of " + claims.size() + " claims hold on this machine";
        if (failing.isEmpty()) {
            return text + ".";
        }
        return text + "; " + String.join(", ", failing) + (failing.size() == 1 ? " does not." : " do not.");
    }
}
