package dev.spinlab.results.report;

import dev.spinlab.results.measure.Case;
import dev.spinlab.results.measure.Measurements;
import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.measure.Refusals;
import dev.spinlab.results.measure.Row;
import dev.spinlab.results.stat.Interval;
import java.util.Locale;

/** The numbers of a run as text for a terminal, at most {@value #WIDTH} columns wide. */
public final class ConsoleSummary {
    /** Greatest length of a line. */
    public static final int WIDTH = 100;

    private static final String FORMAT = "  %-26s %8s %9s %9s %12s %12s  %s";
    private static final double MILLION = 1e6;

    private ConsoleSummary() {}

    /**
     * Renders the table: per case a block, per backend a line with goodput, its half width, CPU time per success, the
     * shares refused per call and per time (of the handler's calls in interrupted workloads) and violations.
     *
     * @param measurements the rows of a run
     * @return lines, each ended by a line feed
     */
    public static String render(Measurements measurements) {
        StringBuilder out = new StringBuilder();
        for (Case shown : measurements.cases()) {
            boolean handler = measurements.rows(shown).stream()
                    .anyMatch(row -> row.handlerRefusals().measured());
            line(out, shown.label());
            String refused = handler ? "handler" : "refused";
            line(
                    out,
                    FORMAT,
                    "backend",
                    "Mops/s",
                    "95 %",
                    "CPU ns/op",
                    refused + "/call",
                    handler ? "/time" : refused + "/time",
                    "violations");
            for (Row row : measurements.rows(shown)) {
                row(out, row, handler ? row.handlerRefusals() : row.refusals());
            }
            out.append('\n');
        }
        return out.toString();
    }

    private static void row(StringBuilder out, Row row, Refusals refusals) {
        Interval goodput = row.goodput().times(1 / MILLION);
        line(
                out,
                FORMAT,
                row.backend(),
                Numbers.plain(goodput.estimate()),
                Numbers.plusMinus(goodput),
                Numbers.plain(row.cpuNanosPerSuccess().estimate()),
                Numbers.percent(refusals.perCall().estimate()),
                Numbers.percent(refusals.perTime().estimate()),
                row.isRed() ? Cells.counts(row.violations()) : "-");
    }

    private static void line(StringBuilder out, String format, Object... values) {
        String text = values.length == 0 ? format : String.format(Locale.ROOT, format, values);
        out.append(text.length() <= WIDTH ? text : text.substring(0, WIDTH - 1) + "…");
        out.append('\n');
    }
}
