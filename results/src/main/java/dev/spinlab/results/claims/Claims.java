package dev.spinlab.results.claims;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The claims that were tested in one run.
 *
 * @param schema version of the format
 * @param started when the run began, ISO 8601
 * @param seed seed of the run's order
 * @param command the command line that repeats the run
 * @param claims those that could be tested, by number
 */
public record Claims(int schema, String started, long seed, String command, List<Claim> claims) {
    /** The schema that this build reads and writes. */
    public static final int SCHEMA = 1;

    /** Copies the list, and rejects one that is out of order. */
    public Claims {
        requireNonNull(started, "started");
        requireNonNull(command, "command");
        claims = List.copyOf(claims);
        for (int i = 1; i < claims.size(); i++) {
            if (claims.get(i).number() <= claims.get(i - 1).number()) {
                throw new IllegalArgumentException("claim " + claims.get(i).number() + " comes after claim "
                        + claims.get(i - 1).number());
            }
        }
    }

    /**
     * The claims that hold.
     *
     * @return their number
     */
    public int holding() {
        return (int) claims.stream().filter(Claim::holds).count();
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
