package dev.spinlab.results.gate.machine;

import dev.spinlab.results.gate.timed.GateTexts;
import dev.spinlab.results.gate.timed.Metric;
import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.stat.Interval;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Words of a comparison with a stored baseline. */
final class BaselineTexts {
    static final List<String> HEADER = List.of(
            "verdict", "backend", "workload", "measure", "before", "after", "ratio", "90 % interval", "p", "remark");

    private BaselineTexts() {}

    /** A value in the unit of its metric: {@code 152 ns}, {@code 12.3 %}. */
    static String value(Metric metric, double value) {
        if (Double.isNaN(value)) {
            return Numbers.UNKNOWN;
        }
        return switch (metric) {
            case FAILED_CALLS -> Numbers.percent(value);
            case VIOLATIONS -> Numbers.plain(value);
            default -> Numbers.plain(value) + " " + metric.unit();
        };
    }

    static String ratio(double ratio) {
        return Double.isFinite(ratio) ? String.format(Locale.ROOT, "%.3f", ratio) : Numbers.UNKNOWN;
    }

    /** The cells of a row, in the order of {@link #HEADER}. */
    static List<String> cells(BaselineVerdict.Row row) {
        return Stream.of(
                        row.outcome().word() + (row.gated() ? "" : " (advisory)"),
                        row.row().backend(),
                        row.row().workload(),
                        row.row().measure(),
                        value(row.row().metric(), row.before()),
                        value(row.row().metric(), row.after()),
                        ratio(row.ratio().estimate()),
                        interval(row.ratio()),
                        GateTexts.p(row.p()),
                        row.detail())
                .map(GateTexts::printable)
                .toList();
    }

    static String interval(Interval ratio) {
        return ratio.hasLimits() ? ratio(ratio.low()) + " to " + ratio(ratio.high()) : Numbers.UNKNOWN;
    }

    static String kernel(BaselineComparison.Kernel kernel) {
        return kernel.name() + " " + Numbers.time(kernel.before()) + " before, " + Numbers.time(kernel.after())
                + " after (" + ratio(kernel.ratio()) + ")";
    }
}
