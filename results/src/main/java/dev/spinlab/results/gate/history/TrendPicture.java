package dev.spinlab.results.gate.history;

import dev.spinlab.results.chart.Theme;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.ui.Drawable;

/**
 * The trends as a picture: a panel per row, one below the other.
 *
 * <p>Its layout is fixed when it is made; every text begins at a fixed place, so that nothing depends on the width of a
 * font of this machine.
 */
final class TrendPicture implements Drawable {
    static final int WIDTH = 1050;

    private static final int MARGIN = 16;
    private static final int HEAD = 64;

    private final Trends trends;
    private final List<TrendPanel> panels;

    TrendPicture(Trends trends) {
        this.trends = trends;
        panels = trends.rows().stream()
                .map(row -> new TrendPanel(row, MARGIN, WIDTH - 2 * MARGIN))
                .toList();
    }

    int height() {
        return HEAD + MARGIN + panels.stream().mapToInt(TrendPanel::height).sum();
    }

    @Override
    public void draw(Graphics2D g2, Rectangle2D area) {
        Theme.prepare(g2, area);
        g2.setPaint(Theme.TEXT);
        g2.setFont(Theme.TITLE);
        g2.drawString(TrendChart.title(trends), MARGIN, MARGIN + 16);
        g2.setPaint(Theme.QUIET_TEXT);
        g2.setFont(Theme.TICK);
        g2.drawString(TrendText.summary(trends), MARGIN, MARGIN + 36);
        int y = HEAD;
        for (TrendPanel panel : panels) {
            panel.draw(g2, y);
            y += panel.height();
        }
    }
}
