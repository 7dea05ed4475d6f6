package dev.spinlab.results.matrix;

import dev.spinlab.results.chart.Theme;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The legend below the matrix: what the symbols and the small numbers mean, in as many lines as it takes. */
final class MatrixLegend {
    private static final int SWATCH = 24;
    private static final int SWATCH_HEIGHT = 18;
    private static final int GAP = 7;
    private static final int BETWEEN = 22;
    private static final int LINE = 26;

    private final List<Entry> entries = new ArrayList<>();
    private final int left;
    private final int width;
    private int x;
    private int y;

    /** A text and its place; without a mark it stands without a swatch. */
    private record Entry(@Nullable Mark mark, String text, int x, int y) {}

    MatrixLegend(int left, int top, int width) {
        this.left = left;
        this.width = width;
        x = left;
        y = top;
        add(Mark.WORKS, "works: every call did its work");
        add(Mark.REFUSES, "refuses: a call gave the error named, nothing was broken");
        add(Mark.BREAKS, "breaks: a schedule broke what is named");
        add(Mark.NOT_RUN, "not run");
        add(null, "numbers: schedules explored");
    }

    private void add(@Nullable Mark mark, String text) {
        int swatch = mark == null ? 0 : SWATCH + GAP;
        int length = swatch + (int) Math.ceil(Wrap.width(text, Theme.TICK.getSize()));
        if (x > left && x + length > left + width) {
            x = left;
            y += LINE;
        }
        entries.add(new Entry(mark, text, x, y));
        x += length + BETWEEN;
    }

    /** Where the last line ends. */
    int bottom() {
        return y + SWATCH_HEIGHT;
    }

    void draw(Graphics2D g2) {
        for (Entry entry : entries) {
            int textAt = entry.x();
            Mark mark = entry.mark();
            if (mark != null) {
                mark.fill(g2, entry.x(), entry.y(), SWATCH, SWATCH_HEIGHT);
                mark.symbol(g2, entry.x() + (SWATCH - Mark.SIZE) / 2, entry.y() + (SWATCH_HEIGHT - Mark.SIZE) / 2);
                textAt += SWATCH + GAP;
            }
            g2.setPaint(Theme.TEXT);
            g2.setFont(Theme.TICK);
            g2.drawString(entry.text(), textAt, entry.y() + SWATCH_HEIGHT - 5);
        }
    }
}
