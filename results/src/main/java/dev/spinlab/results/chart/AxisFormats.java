package dev.spinlab.results.chart;

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
        return new UpToHundred();
    }

    private static final class UpToHundred extends DecimalFormat {
        private static final long serialVersionUID = 1L;

        UpToHundred() {
            super("0.#####' %'", DecimalFormatSymbols.getInstance(Locale.ROOT));
        }

        @Override
        public StringBuffer format(double number, StringBuffer to, FieldPosition position) {
            return number > 100.000001 ? to : super.format(number, to, position);
        }
    }
}
