package dev.spinlab.results.gate.history;

import dev.spinlab.results.chart.Theme;
import dev.spinlab.results.measure.Numbers;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** One row of the picture: its name, its changes in words, and its values with the medians of the pieces between changes. */
final class TrendPanel {
    /** A change for the worse. With {@link #BETTER} from Okabe and Ito's palette, 3:1 on white and on the dark ground. */
    static final Color WORSE = new Color(0xD55E00);
    /** A change for the better. */
    static final Color BETTER = new Color(0x0072B2);

    /** Values shown at most, the latest ones. */
    static final int MOST = 200;

    static final int LINE = 15;
    static final int LEFT = 78;

    private static final int PLOT = 110;
    private static final int FOOT = 22;
    private static final int GAP = 14;
    private static final int HEAD = 18;
    private static final int MARKS = 14;
    private static final double DOT = 2.2;
    private static final double TIP = 5;
    private static final Font BOLD = Theme.LABEL.deriveFont(Font.BOLD);
    private static final BasicStroke MEDIAN = new BasicStroke(2.2f);
    private static final BasicStroke CHANGE =
            new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, new float[] {5, 3}, 0f);

    private final Trends.Row row;
    private final int first;
    private final int left;
    private final int width;
    private final Ticks axis;

    TrendPanel(Trends.Row row, int left, int width) {
        this.row = row;
        this.left = left + LEFT;
        this.width = width - LEFT;
        first = Math.max(0, row.points().size() - MOST);
        List<Trends.Point> shown = row.points().subList(first, row.points().size());
        double[] ends = shown.stream()
                .flatMapToDouble(point -> DoubleStream.of(point.value(), point.low(), point.high()))
                .filter(Double::isFinite)
                .toArray();
        axis = Ticks.around(
                DoubleStream.of(ends).min().orElse(0),
                DoubleStream.of(ends).max().orElse(0));
    }

    int height() {
        return HEAD + lines().size() * LINE + MARKS + PLOT + FOOT + GAP;
    }

    /** What stands below the name. */
    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < row.steps().size(); i++) {
            lines.add((i + 1) + ": " + TrendText.step(row.steps().get(i)));
        }
        lines.addAll(row.remarks());
        return lines;
    }

    void draw(Graphics2D g2, int top) {
        int y = top + HEAD - 4;
        text(g2, BOLD, Theme.TEXT, TrendText.heading(row), left - LEFT, y);
        for (String line : lines()) {
            y += LINE;
            text(g2, Theme.TICK, Theme.QUIET_TEXT, line, left - LEFT, y);
        }
        int plot = top + HEAD + lines().size() * LINE + MARKS;
        grid(g2, plot);
        values(g2, plot);
        medians(g2, plot);
        changes(g2, plot);
        ends(g2, plot);
    }

    private void grid(Graphics2D g2, int plot) {
        g2.setStroke(Theme.THIN);
        for (double tick : axis.ticks()) {
            g2.setPaint(Theme.GRID);
            g2.draw(new Line2D.Double(left, y(plot, tick), left + width, y(plot, tick)));
            text(g2, Theme.SMALL, Theme.TEXT, Numbers.plain(tick), left - LEFT + 8, y(plot, tick) + 4);
        }
        g2.setPaint(Theme.AXIS);
        g2.draw(new Line2D.Double(left, plot, left, plot + PLOT));
        g2.draw(new Line2D.Double(left, plot + PLOT, left + width, plot + PLOT));
    }

    private void values(Graphics2D g2, int plot) {
        g2.setPaint(Theme.AXIS);
        g2.setStroke(Theme.THIN);
        for (int i = first; i < row.points().size(); i++) {
            Trends.Point point = row.points().get(i);
            double y = y(plot, point.value());
            if (Double.isFinite(point.low())) {
                g2.draw(new Line2D.Double(x(i), y(plot, point.low()), x(i), y(plot, point.high())));
            }
            g2.fill(new Ellipse2D.Double(x(i) - DOT, y - DOT, 2 * DOT, 2 * DOT));
        }
    }

    private void medians(Graphics2D g2, int plot) {
        g2.setPaint(Theme.TEXT);
        g2.setStroke(MEDIAN);
        for (Trends.Segment segment : row.segments()) {
            if (segment.to() > first) {
                double y = y(plot, segment.median());
                double from = x(Math.max(first, segment.from()) - 0.4);
                g2.draw(new Line2D.Double(from, y, x(segment.to() - 1 + 0.4), y));
            }
        }
    }

    private void changes(Graphics2D g2, int plot) {
        for (int i = 0; i < row.steps().size(); i++) {
            Trends.Step step = row.steps().get(i);
            if (step.index() <= first) {
                continue;
            }
            double x = x(step.index() - 0.5);
            g2.setPaint(step.worse() ? WORSE : BETTER);
            g2.setStroke(CHANGE);
            g2.draw(new Line2D.Double(x, plot, x, plot + PLOT));
            g2.fill(tip(x, plot, step));
            text(g2, Theme.SMALL, Theme.TEXT, Integer.toString(i + 1), x + TIP + 2, plot - 2.0);
        }
    }

    /** Points to where the values went. */
    private static Path2D tip(double x, double plot, Trends.Step step) {
        boolean up = step.rises();
        Path2D tip = new Path2D.Double();
        tip.moveTo(x - TIP, plot - (up ? 1 : 2 * TIP));
        tip.lineTo(x + TIP, plot - (up ? 1 : 2 * TIP));
        tip.lineTo(x, plot - (up ? 2 * TIP : 1));
        tip.closePath();
        return tip;
    }

    private void ends(Graphics2D g2, int plot) {
        double y = plot + PLOT + LINE;
        text(g2, Theme.SMALL, Theme.TEXT, label(first), left, y);
        if (row.points().size() - first > 1) {
            text(g2, Theme.SMALL, Theme.TEXT, label(row.points().size() - 1), left + width - 2.0 * LEFT, y);
        }
    }

    private String label(int index) {
        Trends.Point point = row.points().get(index);
        return TrendText.date(point.time()) + " " + TrendText.commit(point.commit());
    }

    private double x(double index) {
        int shown = row.points().size() - first;
        return left + width * (index - first + 0.5) / shown;
    }

    private double y(int plot, double value) {
        return plot + PLOT * (1 - axis.place(value));
    }

    private static void text(Graphics2D g2, Font font, Color color, String text, double x, double y) {
        g2.setFont(font);
        g2.setPaint(color);
        g2.drawString(text, (float) x, (float) y);
    }
}
