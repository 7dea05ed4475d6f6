package dev.spinlab.results.kernel;

import dev.spinlab.results.matrix.Wrap;
import dev.spinlab.results.matrix.WrappedTable;
import dev.spinlab.results.measure.Numbers;
import java.util.List;

/** The figures of a real kernel as a table for a terminal. */
public final class KernelText {
    /** Greatest length of a line. */
    public static final int WIDTH = 156;

    private static final List<String> HEADINGS =
            List.of("case", "calls", "refused, of calls", "of time", "answers", "time of a call", "measured before");
    private static final int[] WIDTHS = {34, 13, 25, 8, 20, 27, 23};
    private static final int CALLS = 1;

    private KernelText() {}

    /**
     * The table, and the sentences that belong to it.
     *
     * @param figures what was measured
     * @return lines of at most {@value #WIDTH} characters, each ended by a line feed
     */
    public static String of(KernelFigures figures) {
        StringBuilder out = new StringBuilder();
        sentence(out, "Linux " + figures.release() + " on " + figures.architecture() + ", " + figures.conditions());
        out.append('\n');
        WrappedTable table = new WrappedTable(HEADINGS, WIDTHS, CALLS);
        for (KernelRow row : figures.rows()) {
            table.row(cells(row.label(), row.tasks(), MeasuredBefore.ofTasks(row)));
            KernelCalls handlers = row.handlers();
            if (handlers != null) {
                table.row(cells(KernelRow.HANDLERS, handlers, MeasuredBefore.ofHandlers(row)));
            }
        }
        out.append(table).append('\n');
        figures.limits().forEach(limit -> sentence(out, limit));
        figures.leftOut().forEach(line -> sentence(out, "left out: " + line));
        return out.toString();
    }

    private static List<String> cells(String label, KernelCalls calls, String before) {
        return List.of(
                label,
                Numbers.count((double) calls.calls()),
                calls.share(),
                calls.timeShare(),
                calls.answers(),
                calls.nanosPerCall().time(),
                before);
    }

    private static void sentence(StringBuilder out, String text) {
        Wrap.toColumns(text, WIDTH).forEach(line -> out.append(line).append('\n'));
    }
}
