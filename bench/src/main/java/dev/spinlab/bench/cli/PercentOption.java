package dev.spinlab.bench.cli;

import dev.spinlab.bench.driver.BadInputException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shares in percent, as options give them. */
final class PercentOption {
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,2}(?:\\.\\d{1,3})?)%");
    private static final double HUNDRED = 100;

    /** The canary has four times as much, and at most all of the work once more. */
    private static final double MOST_MARGIN = 0.25;

    private PercentOption() {}

    /**
     * Reads a share.
     *
     * @param option the option and what comes before the share, for messages
     * @param text for example {@code 5%}
     * @return above 0 and below 1
     * @throws BadInputException if it is no share, or 0
     */
    static double parse(String option, String text) {
        Matcher matcher = PERCENT.matcher(text);
        double share = matcher.matches() ? Double.parseDouble(matcher.group(1)) / HUNDRED : 0;
        if (!(share > 0)) {
            throw new BadInputException(option + text, "not a percentage above 0", "write it as 5%");
        }
        return share;
    }

    /**
     * Reads the margin of a gate.
     *
     * @param text of option --margin
     * @return above 0 and at most 0.25
     * @throws BadInputException if it cannot be a margin
     */
    static double margin(String text) {
        double share = parse("--margin ", text);
        if (share > MOST_MARGIN) {
            throw new BadInputException("--margin " + text, "more than the canary could exceed", "give at most 25%");
        }
        return share;
    }
}
