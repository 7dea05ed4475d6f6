package dev.spinlab.bench.cli;

import dev.spinlab.bench.driver.BadInputException;
import dev.spinlab.results.gate.timed.Status;
import java.util.Locale;

/** What an undecided gate is taken for, as options give it. */
final class UndecidedOption {
    private UndecidedOption() {}

    /**
     * Reads it.
     *
     * @param text {@code report}, {@code pass} or {@code fail}
     * @return what it means
     * @throws BadInputException if it is none of these
     */
    static Status.OnUndecided parse(String text) {
        for (Status.OnUndecided known : Status.OnUndecided.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(text)) {
                return known;
            }
        }
        throw new BadInputException("--undecided " + text, "not understood", "known: report, pass, fail");
    }
}
