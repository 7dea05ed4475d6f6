package dev.spinlab.results.kernel;

import static dev.spinlab.results.run.Fields.require;

import dev.spinlab.results.measure.Numbers;
import java.util.function.DoubleFunction;

/**
 * A quantity that was measured in several rounds.
 *
 * @param middle over all rounds
 * @param least of the rounds' values
 * @param greatest of the rounds' values
 */
public record Range(double middle, double least, double greatest) {
    /** Rejects what is out of order or no number. */
    public Range {
        require(
                Double.isFinite(middle) && Double.isFinite(least) && Double.isFinite(greatest),
                "a range is of finite numbers, not " + least + " to " + middle + " to " + greatest);
        require(
                least <= middle && middle <= greatest,
                "a range goes from its least to its greatest value, not " + least + " to " + middle + " to "
                        + greatest);
    }

    /**
     * The share of something, as text.
     *
     * @return for example {@code 92.8 % [91.9 % .. 93.4 %]}, {@code 0 %}
     */
    public String percent() {
        return text(Numbers::percent);
    }

    /**
     * A time in nanoseconds, as text.
     *
     * @return for example {@code 1.02 µs [990 ns .. 1.47 µs]}
     */
    public String time() {
        return text(Numbers::time);
    }

    private String text(DoubleFunction<String> format) {
        String low = format.apply(least);
        String high = format.apply(greatest);
        String estimate = format.apply(middle);
        return low.equals(high) ? estimate : estimate + " [" + low + " .. " + high + "]";
    }
}
