package dev.spinlab.results.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.util.Locale;

/** Number formats of linear axes, the same in every locale. */
final class AxisFormats {
    private AxisFormats() {}

    static NumberFormat plain() {
        return new DecimalFormat("#,##0.######", DecimalFormatSymbols.getInstance(Locale.ROOT));
    }

    /** Percent of values given as 0 to 100; empty beyond 100, where an axis only makes room for text. */
    static NumberFormat percentUpToHundred() {
        return new UpTo("0.#####' %'", 100);
    }

    /** Values of at most 1; empty beyond, where an axis only makes room for text. */
    static NumberFormat upToOne() {
        return new UpTo("0.#####", 1);
    }

    /** A share in percent without needless digits: 100 %, 0.1 %. */
    static String share(double share) {
        BigDecimal percent =
                new BigDecimal(share * 100).round(new MathContext(3)).stripTrailingZeros();
        return percent.toPlainString() + " %";
    }

    private static final class UpTo extends DecimalFormat {
        private static final long serialVersionUID = 1L;

        private final double greatest;

        UpTo(String pattern, double greatest) {
            super(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
            this.greatest = greatest;
        }

        @Override
        public StringBuffer format(double number, StringBuffer to, FieldPosition position) {
            return number > greatest * 1.00000001 ? to : super.format(number, to, position);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
