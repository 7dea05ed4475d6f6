package dev.spinlab.bench.cli;

import dev.spinlab.bench.driver.BadInputException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times in seconds, minutes and hours, as options give them. */
final class TimeOption {
    private static final Pattern TIME = Pattern.compile("(\\d{1,6})\\s*(s|m|h)");

    private TimeOption() {}

    /**
     * Reads a time.
     *
     * @param option the option, for messages
     * @param text for example {@code 30s}, {@code 10m} or {@code 2h}
     * @return more than nothing
     * @throws BadInputException if it is no time, or none at all
     */
    static Duration parse(String option, String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw new BadInputException(option + " " + text, "not a time", "give for example 30s, 10m or 2h");
        }
        long number = Long.parseLong(matcher.group(1));
        if (number == 0) {
            throw new BadInputException(option + " " + text, "no time at all", "give at least 1s");
        }
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }
}
