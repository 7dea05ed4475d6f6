package dev.spinlab.bench.cli;

import dev.spinlab.bench.driver.BadInputException;
import dev.spinlab.results.gate.timed.Status;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values of options that several gates have. */
final class GateOptions {
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,2}(?:\\.\\d{1,3})?)%");
    private static final double HUNDRED = 100;

    private GateOptions() {}

    /** What {@code --undecided} says. */
    static Status.OnUndecided onUndecided(String text) {
        for (Status.OnUndecided known : Status.OnUndecided.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(text)) {
                return known;
            }
        }
        throw new BadInputException("--undecided " + text, "not understood", "known: report, pass, fail");
    }

    /** A share above 0 and below 1, given in percent. */
    static double percent(String option, String text) {
        return percent(option, text, PERCENT.matcher(text), 1);
    }

    /** The same, as a group of a text that may not match. */
    static double percent(String option, String text, Matcher matcher, int group) {
        double share = matcher.matches() ? Double.parseDouble(matcher.group(group)) / HUNDRED : 0;
        if (!(share > 0)) {
            throw new BadInputException(option + " " + text, "not a percentage above 0", "write it as 5%");
        }
        return share;
    }
}
