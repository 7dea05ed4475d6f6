package dev.spinlab.results.gate.export;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as plain decimals, alike on every JDK, which {@link Double#toString(double)} is not. */
final class Decimals {
    /** What a double holds for certain. */
    private static final MathContext DIGITS = new MathContext(15);

    private Decimals() {}

    /** A number with up to 15 significant digits, without exponent and without zeros at its end. */
    static String of(double value) {
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        return rounded.toPlainString();
    }
}
