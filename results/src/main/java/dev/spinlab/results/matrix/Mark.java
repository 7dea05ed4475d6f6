package dev.spinlab.results.matrix;

import dev.spinlab.results.chart.Theme;
import dev.spinlab.results.matrix.VerdictMatrix.Cell;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/**
 * How a verdict looks: ground, ink and a symbol, drawn rather than written since not every font has it.
 *
 * <p>The grounds are light and dark shades of blue, orange and vermilion from Okabe and Ito's palette, chosen for all
 * kinds of colour vision. They also differ in lightness, and the symbols in shape, for a print without colour.
 */
enum Mark {
    /** A tick. */
    WORKS(new Color(0xDCEFFA), Theme.TEXT, Theme.QUIET_TEXT),
    /** A disc with a bar. */
    REFUSES(new Color(0xF7CE7A), Theme.TEXT, new Color(0x403A2C)),
    /** A cross. */
    BREAKS(new Color(0x8F3D00), Color.WHITE, new Color(0xF5DFD0)),
    /** A dash, on a ground that is hatched. */
    NOT_RUN(Color.WHITE, Theme.QUIET_TEXT, Theme.QUIET_TEXT);

    /** Width and height of the symbol. */
    static final double SIZE = 10;

    private static final double HATCH = 8;
    private static final BasicStroke PEN = new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

    private final Color ground;
    private final Color ink;
    private final Color quietInk;

    Mark(Color ground, Color ink, Color quietInk) {
        this.ground = ground;
        this.ink = ink;
        this.quietInk = quietInk;
    }

    static Mark of(Cell cell) {
        return switch (cell.verdict()) {
            case Cell.WORKS -> WORKS;
            case Cell.REFUSES -> REFUSES;
            case Cell.BREAKS -> BREAKS;
            default -> NOT_RUN;
        };
    }

    Color ground() {
        return ground;
    }

    Color ink() {
        return ink;
    }

    /** Ink of numbers. */
    Color quietInk() {
        return quietInk;
    }

    void fill(Graphics2D g2, double x, double y, double width, double height) {
        Rectangle2D area = new Rectangle2D.Double(x, y, width, height);
        g2.setPaint(ground);
        g2.fill(area);
        g2.setStroke(Theme.THIN);
        if (this == NOT_RUN) {
            g2.setPaint(Theme.GRID);
            hatch(g2, area);
            g2.draw(new Rectangle2D.Double(x + 0.5, y + 0.5, width - 1, height - 1));
        }
    }

    /** Lines from lower left to upper right, cut at the edges without a clip, which would add one to each cell's SVG. */
    private static void hatch(Graphics2D g2, Rectangle2D area) {
        Path2D lines = new Path2D.Double();
        for (double sum = HATCH; sum < area.getWidth() + area.getHeight(); sum += HATCH) {
            double left = Math.max(0, sum - area.getHeight());
            double right = Math.min(area.getWidth(), sum);
            lines.moveTo(area.getX() + left, area.getY() + sum - left);
            lines.lineTo(area.getX() + right, area.getY() + sum - right);
        }
        g2.draw(lines);
    }

    /** Draws the symbol into a square of {@link #SIZE} whose upper left corner is given. */
    void symbol(Graphics2D g2, double x, double y) {
        g2.setPaint(ink);
        g2.setStroke(PEN);
        switch (this) {
            case WORKS -> {
                Path2D tick = new Path2D.Double();
                tick.moveTo(x + 1, y + 5.5);
                tick.lineTo(x + 4, y + 8.5);
                tick.lineTo(x + 9, y + 1.5);
                g2.draw(tick);
            }
            case REFUSES -> {
                g2.fill(new Ellipse2D.Double(x, y, SIZE, SIZE));
                g2.setPaint(ground);
                g2.draw(new Line2D.Double(x + 3, y + 5, x + 7, y + 5));
            }
            case BREAKS -> {
                g2.draw(new Line2D.Double(x + 1.5, y + 1.5, x + 8.5, y + 8.5));
                g2.draw(new Line2D.Double(x + 1.5, y + 8.5, x + 8.5, y + 1.5));
            }
            case NOT_RUN -> g2.draw(new Line2D.Double(x + 1.5, y + 5, x + 8.5, y + 5));
        }
    }
}
