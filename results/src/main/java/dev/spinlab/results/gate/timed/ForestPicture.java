package dev.spinlab.results.gate.timed;

import dev.spinlab.results.chart.Theme;
import dev.spinlab.results.stat.Interval;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.ui.Drawable;

/**
 * The timed rows of a gate with their intervals, those of the controls apart; the margin is shaded.
 *
 * <p>Every text begins at a fixed place; nothing depends on the width of a font of this machine.
 */
final class ForestPicture implements Drawable {
    static final int WIDTH = 1200;

    private static final int MARGIN = 16;
    private static final int HEAD = 84;
    private static final int LINE = 22;
    private static final int GAP = 30;
    private static final int FOOT = 92;
    private static final int LEFT = 550;
    private static final int RIGHT = WIDTH - 210;
    private static final int CAP = 4;
    /** Places of the ends of long texts are not known, so they are cut. */
    private static final int LABEL = 78;

    private static final BasicStroke WHISKER = new BasicStroke(2f);
    private static final BasicStroke ZERO =
            new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, new float[] {6, 4}, 0f);

    private final GateVerdict verdict;
    private final double margin;
    private final List<Group> groups = new ArrayList<>();
    private final PercentAxis axis;
    private final int bottom;

    /** Rows under a heading. */
    private record Group(String heading, List<RowVerdict> rows) {}

    ForestPicture(GateData data, GateVerdict verdict) {
        this.verdict = verdict;
        margin = data.settings().margin();
        List<RowVerdict> head = timed(verdict, Arm.HEAD);
        add("gated", head.stream().filter(RowVerdict::gated).toList());
        add("advisory", head.stream().filter(row -> !row.gated()).toList());
        add("control: base against base, must not move", timed(verdict, Arm.NULL));
        add("control: planted slowdown, must be found", timed(verdict, Arm.CANARY));
        List<RowVerdict> all =
                groups.stream().flatMap(group -> group.rows().stream()).toList();
        axis = PercentAxis.of(all, margin);
        bottom = HEAD + groups.size() * GAP + all.size() * LINE;
    }

    /** The rows of an arm that have a ratio. */
    static List<RowVerdict> timed(GateVerdict verdict, Arm arm) {
        return verdict.rows(arm).stream()
                .filter(row -> row.row().metric().timed())
                .toList();
    }

    private void add(String heading, List<RowVerdict> rows) {
        if (!rows.isEmpty()) {
            groups.add(new Group(heading, rows));
        }
    }

    int height() {
        return bottom + FOOT;
    }

    @Override
    public void draw(Graphics2D g2, Rectangle2D area) {
        Theme.prepare(g2, area);
        g2.setPaint(Theme.TEXT);
        g2.setFont(Theme.TITLE);
        g2.drawString(GateTexts.title(verdict), MARGIN, MARGIN + 18);
        g2.setPaint(Theme.QUIET_TEXT);
        g2.setFont(Theme.TICK);
        g2.drawString(GateTexts.summary(verdict), MARGIN, MARGIN + 38);
        g2.drawString(
                "estimates with 90 % intervals; shaded: the margin of "
                        + GateTexts.change(1 + margin).substring(1) + " within which a change does not matter",
                MARGIN,
                MARGIN + 56);
        ground(g2);
        int y = HEAD;
        for (Group group : groups) {
            g2.setPaint(Theme.QUIET_TEXT);
            g2.setFont(Theme.TICK);
            g2.drawString(group.heading(), MARGIN, y + GAP - 8);
            y += GAP;
            for (RowVerdict row : group.rows()) {
                row(g2, row, y + LINE / 2.0);
                y += LINE;
            }
        }
        legend(g2);
    }

    /** The margin, the grid and the axis. */
    private void ground(Graphics2D g2) {
        double low = x(1 / (1 + margin) - 1);
        g2.setPaint(Theme.GRID);
        g2.fill(new Rectangle2D.Double(low, HEAD, x(margin) - low, bottom - HEAD));
        g2.setFont(Theme.TICK);
        for (double tick : axis.ticks()) {
            double x = x(tick);
            g2.setPaint(tick == 0 ? Theme.TEXT : Theme.GRID);
            g2.setStroke(tick == 0 ? ZERO : Theme.THIN);
            g2.draw(new Line2D.Double(x, HEAD, x, bottom));
            g2.setPaint(Theme.TEXT);
            g2.drawString(
                    tick == 0 ? "0 %" : String.format(Locale.ROOT, "%+.0f %%", 100 * tick),
                    (float) x - 14,
                    bottom + 18);
        }
        g2.setPaint(Theme.AXIS);
        g2.setStroke(Theme.THIN);
        g2.draw(new Line2D.Double(LEFT, bottom, RIGHT, bottom));
        g2.setPaint(Theme.TEXT);
        g2.setFont(Theme.LABEL);
        g2.drawString("worse than the base by (left of 0: better)", LEFT, bottom + 42);
    }

    private void row(Graphics2D g2, RowVerdict row, double y) {
        OutcomeMark mark = OutcomeMark.of(row.outcome());
        Interval ratio = row.worsening();
        g2.setFont(Theme.TICK);
        g2.setPaint(Theme.TEXT);
        String label = GateTexts.name(row);
        g2.drawString(label.length() <= LABEL ? label : label.substring(0, LABEL - 1) + "…", MARGIN, (float) y + 4);
        g2.drawString(text(row), RIGHT + 12, (float) y + 4);
        g2.setPaint(mark.color());
        g2.setStroke(WHISKER);
        if (ratio.hasLimits()) {
            double low = x(ratio.low() - 1);
            double high = x(ratio.high() - 1);
            g2.draw(new Line2D.Double(low, y, high, y));
            g2.draw(new Line2D.Double(low, y - CAP, low, y + CAP));
            g2.draw(new Line2D.Double(high, y - CAP, high, y + CAP));
        }
        if (ratio.hasEstimate()) {
            marker(g2, mark, x(ratio.estimate() - 1), y);
        }
    }

    private static String text(RowVerdict row) {
        return GateTexts.change(row.worsening().estimate()) + "  "
                + row.outcome().word();
    }

    private void legend(Graphics2D g2) {
        int x = MARGIN;
        for (Outcome outcome : List.of(Outcome.REGRESSED, Outcome.UNDECIDED, Outcome.EQUIVALENT, Outcome.IMPROVED)) {
            OutcomeMark mark = OutcomeMark.of(outcome);
            g2.setPaint(mark.color());
            marker(g2, mark, x + 8.0, bottom + 68.0);
            g2.setPaint(Theme.TEXT);
            g2.setFont(Theme.LABEL);
            g2.drawString(outcome.word(), x + 22, bottom + 73);
            x += 130;
        }
    }

    private static void marker(Graphics2D g2, OutcomeMark mark, double x, double y) {
        g2.fill(AffineTransform.getTranslateInstance(x, y).createTransformedShape(mark.marker()));
    }

    private double x(double change) {
        return LEFT + axis.place(change) * (RIGHT - LEFT);
    }
}
