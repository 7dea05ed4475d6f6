package dev.spinlab.results.chart;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.Map;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.CategoryItemRendererState;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.CategoryDataset;

/** Horizontal bars, each with its value in words behind it, so that a bar of length zero is seen as a zero. */
final class LabelledBarRenderer extends BarRenderer {
    private static final long serialVersionUID = 1L;
    private static final double MARKER_AT = 10;
    private static final double TEXT_AT = 19;
    private static final double MARKER_SCALE = 0.8;

    private final transient Map<BarKey, Bar> bars;

    LabelledBarRenderer(Map<BarKey, Bar> bars) {
        this.bars = bars;
        setBarPainter(new StandardBarPainter());
        setShadowVisible(false);
        setDrawBarOutline(false);
        setItemMargin(0.08);
        setIncludeBaseInRange(false);
    }

    @Override
    public void drawItem(
            Graphics2D g2,
            CategoryItemRendererState state,
            Rectangle2D dataArea,
            CategoryPlot plot,
            CategoryAxis domainAxis,
            ValueAxis rangeAxis,
            CategoryDataset dataset,
            int row,
            int column,
            int pass) {
        super.drawItem(g2, state, dataArea, plot, domainAxis, rangeAxis, dataset, row, column, pass);
        Bar bar = bars.get(new BarKey(dataset.getRowKey(row), dataset.getColumnKey(column)));
        if (bar == null) {
            return;
        }
        double top = calculateBarW0(plot, plot.getOrientation(), dataArea, domainAxis, state, row, column);
        double middle = top + state.getBarWidth() / 2;
        RectangleEdge edge = plot.getRangeAxisEdge();
        double end = x(rangeAxis, bar.value().estimate(), dataArea, edge);
        if (bar.value().hasLimits() && bar.value().high() > bar.value().low()) {
            double low = x(rangeAxis, bar.value().low(), dataArea, edge);
            double high = x(rangeAxis, bar.value().high(), dataArea, edge);
            double cap = Math.min(4, state.getBarWidth() / 3);
            g2.setPaint(Theme.TEXT);
            g2.setStroke(Theme.WHISKER);
            g2.draw(new Line2D.Double(low, middle, high, middle));
            g2.draw(new Line2D.Double(low, middle - cap, low, middle + cap));
            g2.draw(new Line2D.Double(high, middle - cap, high, middle + cap));
            end = Math.max(end, high);
        }
        // A bar of length zero shows no colour: the backend's marker tells whose zero it is.
        AffineTransform place = AffineTransform.getTranslateInstance(end + MARKER_AT, middle);
        place.scale(MARKER_SCALE, MARKER_SCALE);
        g2.setPaint(getSeriesPaint(row));
        g2.fill(place.createTransformedShape(getSeriesShape(row)));
        g2.setPaint(Theme.TEXT);
        g2.setFont(Theme.TICK);
        TextUtils.drawAlignedString(bar.label(), g2, (float) (end + TEXT_AT), (float) middle, TextAnchor.CENTER_LEFT);
    }

    private static double x(ValueAxis axis, double value, Rectangle2D dataArea, RectangleEdge edge) {
        double inside = Double.isFinite(value)
                ? Math.min(axis.getUpperBound(), Math.max(axis.getLowerBound(), value))
                : axis.getLowerBound();
        return axis.valueToJava2D(inside, dataArea, edge);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
