package dev.spinlab.bench.driver;

import java.time.Duration;
import java.util.Locale;

/** Times and rates as people read them; the same in every locale. */
public final class Texts {
    private static final String[] PREFIXES = {"", " k", " M", " G", " T"};

    private Texts() {}

    /**
     * Writes a time.
     *
     * @param time not negative
     * @return {@code 45 s}, {@code 3 min 05 s} or {@code 2 h 07 min}
     */
    public static String duration(Duration time) {
        long seconds = Math.round(time.toMillis() / 1000.0);
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
        }
        return String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds % 3600 / 60);
    }

    /**
     * Writes a number with three significant digits and a decimal prefix.
     *
     * @param value not negative, or NaN
     * @return for example {@code 3.21 M}; {@code ?} for NaN
     */
    public static String quantity(double value) {
        if (Double.isNaN(value)) {
            return "?";
        }
        double rest = value;
        int prefix = 0;
        while (rest >= 999.5 && prefix < PREFIXES.length - 1) {
            rest /= 1000;
            prefix++;
        }
        int decimals = rest < 9.995 ? 2 : rest < 99.95 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f%s", rest, PREFIXES[prefix]);
    }
}
