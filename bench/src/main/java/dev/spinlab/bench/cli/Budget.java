package dev.spinlab.bench.cli;

import dev.spinlab.bench.driver.BadInputException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The option {@code --budget}: what a command may take. */
final class Budget {
    private static final Pattern TIME = Pattern.compile("(\\d{1,5})(s|m|h)");

    private Budget() {}

    /**
     * Reads it.
     *
     * @param text for example {@code 90s}, {@code 5m} or {@code 1h}
     * @return at least a second
     * @throws BadInputException if it is no time
     */
    static Duration parse(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) == 0) {
            throw new BadInputException("--budget " + text, "not a time", "give for example 90s or 5m");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }
}
