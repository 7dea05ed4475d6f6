package dev.spinlab.results.matrix;

import dev.spinlab.results.chart.Theme;
import dev.spinlab.results.matrix.VerdictMatrix.Cell;
import dev.spinlab.results.matrix.VerdictMatrix.Heading;
import dev.spinlab.results.matrix.VerdictMatrix.Row;
import dev.spinlab.results.measure.Numbers;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.ui.Drawable;

/**
 * The matrix as a picture: its layout is fixed when it is made, so that its size is known before it is drawn.
 *
 * <p>Every text begins at a fixed place; nothing depends on the width of a font of this machine.
 */
final class MatrixPicture implements Drawable {
    private static final int MARGIN = 16;
    private static final int NAMES = 132;
    private static final int COLUMN = 96;
    /** Room of the symbol to the left of a cell's text. */
    private static final int GUTTER = 18;
    /** White around a cell. */
    private static final int GAP = 1;

    private static final int PAD = 6;
    private static final int LINE = 15;
    private static final int ASCENT = 11;
    private static final int CONTROLS = 34;
    private static final int LEAST_WIDTH = 900;
    private static final Font BOLD = Theme.TICK.deriveFont(Font.BOLD);

    private final VerdictMatrix matrix;
    private final int width;
    private final List<String> subtitle;
    private final int head;
    private final int body;
    private final List<Integer> heights = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private final MatrixLegend legend;
    private final int height;

    MatrixPicture(VerdictMatrix matrix) {
        this.matrix = matrix;
        width = Math.max(LEAST_WIDTH, 2 * MARGIN + NAMES + matrix.columns().size() * COLUMN);
        subtitle = Wrap.toPixels(Phrases.effort(matrix), width - 2 * MARGIN, Theme.TICK.getSize());
        head = MARGIN + 30 + subtitle.size() * LINE;
        int headings = matrix.columns().stream()
                .mapToInt(heading -> heading(heading).size())
                .max()
                .orElse(0);
        body = head + headings * LINE + PAD;
        rows.addAll(matrix.compared());
        rows.addAll(matrix.controls());
        rows.forEach(row -> heights.add(height(row)));
        int below = body + heights.stream().mapToInt(Integer::intValue).sum();
        int controls = matrix.controls().isEmpty() ? 0 : CONTROLS;
        legend = new MatrixLegend(MARGIN, below + controls + MARGIN, width - 2 * MARGIN);
        height = legend.bottom() + MARGIN;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    @Override
    public void draw(Graphics2D g2, Rectangle2D area) {
        Theme.prepare(g2, area);
        g2.setPaint(Theme.TEXT);
        g2.setFont(Theme.TITLE);
        g2.drawString(MatrixChart.TITLE, MARGIN, MARGIN + 16);
        g2.setPaint(Theme.QUIET_TEXT);
        g2.setFont(Theme.TICK);
        lines(g2, subtitle, MARGIN, MARGIN + 24 + ASCENT);
        headings(g2);
        int y = body;
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).control() && i == matrix.compared().size()) {
                controls(g2, y);
                y += CONTROLS;
            }
            row(g2, rows.get(i), y, heights.get(i));
            y += heights.get(i);
        }
        legend.draw(g2);
    }

    private void headings(Graphics2D g2) {
        g2.setPaint(Theme.TEXT);
        g2.setFont(BOLD);
        int x = MARGIN + NAMES;
        for (Heading heading : matrix.columns()) {
            List<String> lines = heading(heading);
            // The last lines are level with each other, just above the cells.
            lines(g2, lines, x + PAD, body - PAD - 4 - (lines.size() - 1) * LINE);
            x += COLUMN;
        }
    }

    private void controls(Graphics2D g2, int y) {
        double line = y + CONTROLS / 3.0;
        g2.setPaint(Theme.AXIS);
        g2.setStroke(new BasicStroke(1.5f));
        g2.draw(new Line2D.Double(MARGIN, line, width - MARGIN, line));
        g2.setPaint(Theme.QUIET_TEXT);
        g2.setFont(Theme.TICK);
        g2.drawString("controls: made to break, so that a breach is known to be found", MARGIN, y + CONTROLS - 8);
    }

    private void row(Graphics2D g2, Row row, int y, int rowHeight) {
        g2.setPaint(Theme.TEXT);
        g2.setFont(BOLD);
        lines(g2, name(row), MARGIN, y + PAD + ASCENT);
        int x = MARGIN + NAMES;
        for (Heading heading : matrix.columns()) {
            cell(g2, row.cell(heading.id()), x, y, rowHeight);
            x += COLUMN;
        }
    }

    private static void cell(Graphics2D g2, Cell cell, int x, int y, int rowHeight) {
        Mark mark = Mark.of(cell);
        mark.fill(g2, x + GAP, y + GAP, COLUMN - 2 * GAP, rowHeight - 2 * GAP);
        mark.symbol(g2, x + PAD - 2, y + PAD + 2);
        g2.setPaint(mark.ink());
        g2.setFont(Theme.SMALL);
        lines(g2, text(cell), x + GUTTER, y + PAD + ASCENT);
        if (Mark.of(cell) != Mark.NOT_RUN) {
            g2.setPaint(mark.quietInk());
            g2.drawString(Numbers.count((double) cell.schedules()), x + GUTTER, y + rowHeight - PAD - 2);
        }
    }

    private int height(Row row) {
        int text = matrix.columns().stream()
                .mapToInt(heading -> text(row.cell(heading.id())).size())
                .max()
                .orElse(1);
        // One line more for the number of schedules.
        return 2 * PAD + LINE * Math.max(name(row).size(), text + 1);
    }

    private static List<String> heading(Heading heading) {
        return Wrap.toBoldPixels(heading.title(), COLUMN - PAD, BOLD.getSize());
    }

    private static List<String> name(Row row) {
        return Wrap.toBoldPixels(row.backend(), NAMES - PAD, BOLD.getSize());
    }

    private static List<String> text(Cell cell) {
        return Phrases.of(cell).stream()
                .flatMap(phrase -> Wrap.toPixels(phrase, COLUMN - GUTTER - GAP, Theme.SMALL.getSize()).stream())
                .toList();
    }

    private static void lines(Graphics2D g2, List<String> lines, int x, int baseline) {
        for (int i = 0; i < lines.size(); i++) {
            g2.drawString(lines.get(i), x, baseline + i * LINE);
        }
    }
}
