package dev.spinlab.results.claims;

import static dev.spinlab.results.run.Fields.require;
import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The claims that were tested in one run.
 *
 * @param schema version of the format
 * @param started when the run began, ISO 8601
 * @param seed seed of the run's order
 * @param command the command line that repeats the run
 * @param claims those that could be tested, by number
 * @param columns what is set beside them: the column of this machine's kernel, or nothing
 */
public record Claims(
        int schema, String started, long seed, String command, List<Claim> claims, List<ClaimsColumn> columns) {
    /** The schema that this build reads and writes. */
    public static final int SCHEMA = 1;

    /** Name of the property that files of older builds lack. */
    static final String COLUMNS = "columns";

    /** Copies the lists, and rejects claims that are out of order, and columns that there is no room for. */
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
        columns = List.copyOf(columns);
        require(columns.size() <= 1, "there is room for one column, not for " + columns.size());
    }

    /**
     * Claims with nothing beside them.
     *
     * @param schema version of the format
     * @param started when the run began, ISO 8601
     * @param seed seed of the run's order
     * @param command the command line that repeats the run
     * @param claims those that could be tested, by number
     */
    public Claims(int schema, String started, long seed, String command, List<Claim> claims) {
        this(schema, started, seed, command, claims, List.of());
    }

    /**
     * The same claims with a column beside them.
     *
     * @param column the column
     * @return with that column alone
     */
    public Claims beside(ClaimsColumn column) {
        return new Claims(schema, started, seed, command, claims, List.of(column));
    }

    /**
     * What stands beside the claims.
     *
     * @return the column, null without one
     */
    public @Nullable ClaimsColumn column() {
        return columns.isEmpty() ? null : columns.get(0);
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
