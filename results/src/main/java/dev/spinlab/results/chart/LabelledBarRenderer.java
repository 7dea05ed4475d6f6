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

/** Horizontal bars, or points with intervals, each with its value in words behind it, so that a bar of length zero is seen as a zero. */
final class LabelledBarRenderer extends BarRenderer {
    private static final long serialVersionUID = 1L;
    private static final double MARKER_AT = 10;
    private static final double TEXT_AT = 19;
    private static final double MARKER_SCALE = 0.8;

    private final transient Map<BarKey, Bar> bars;

    private final boolean asPoints;

    /** Draws bars, or points with their intervals where a length from the base would mean nothing. */
    LabelledBarRenderer(Map<BarKey, Bar> bars, boolean asPoints) {
        this.bars = bars;
        this.asPoints = asPoints;
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
        Bar bar = bars.get(new BarKey(dataset.getRowKey(row), dataset.getColumnKey(column)));
        if (bar == null) {
            return;
        }
        String backend = dataset.getRowKey(row).toString();
        boolean visible = bar.value().estimate() > Math.max(getBase(), rangeAxis.getLowerBound());
        String title = backend + ", " + dataset.getColumnKey(column) + ", " + rangeAxis.getLabel() + ": " + bar.label()
                + (asPoints ? "" : Texts.limits(bar.value()));
        if (visible && !asPoints) {
            SeriesMark.draw(
                    g2,
                    backend,
                    title,
                    () -> super.drawItem(g2, state, dataArea, plot, domainAxis, rangeAxis, dataset, row, column, pass));
        }
        double top = calculateBarW0(plot, plot.getOrientation(), dataArea, domainAxis, state, row, column);
        double middle = top + state.getBarWidth() / 2;
        RectangleEdge edge = plot.getRangeAxisEdge();
        double at = x(rangeAxis, bar.value().estimate(), dataArea, edge);
        double end = Math.max(at, x(rangeAxis, bar.value().high(), dataArea, edge));
        SeriesMark.draw(g2, backend, null, () -> whisker(g2, state, dataArea, rangeAxis, edge, bar, middle, row));
        // A bar of length zero shows no colour: the backend's marker tells whose zero it is.
        boolean known = Double.isFinite(bar.value().estimate());
        double markerAt = asPoints && known ? at : end + MARKER_AT;
        double textAt = end + (asPoints && known ? MARKER_AT : TEXT_AT);
        SeriesMark.draw(g2, backend, visible && !asPoints ? null : title, () -> {
            AffineTransform place = AffineTransform.getTranslateInstance(markerAt, middle);
            place.scale(MARKER_SCALE, MARKER_SCALE);
            g2.setPaint(getSeriesPaint(row));
            g2.fill(place.createTransformedShape(getSeriesShape(row)));
        });
        SeriesMark.draw(g2, backend, null, () -> {
            g2.setPaint(Theme.TEXT);
            g2.setFont(Theme.TICK);
            TextUtils.drawAlignedString(bar.label(), g2, (float) textAt, (float) middle, TextAnchor.CENTER_LEFT);
        });
    }

    private void whisker(
            Graphics2D g2,
            CategoryItemRendererState state,
            Rectangle2D dataArea,
            ValueAxis rangeAxis,
            RectangleEdge edge,
            Bar bar,
            double middle,
            int row) {
        if (!bar.value().hasLimits() || bar.value().high() <= bar.value().low()) {
            return;
        }
        double low = x(rangeAxis, bar.value().low(), dataArea, edge);
        double high = x(rangeAxis, bar.value().high(), dataArea, edge);
        double cap = Math.min(4, state.getBarWidth() / 3);
        g2.setPaint(asPoints ? getSeriesPaint(row) : Theme.TEXT);
        g2.setStroke(asPoints ? Theme.THICK_WHISKER : Theme.WHISKER);
        g2.draw(new Line2D.Double(low, middle, high, middle));
        g2.draw(new Line2D.Double(low, middle - cap, low, middle + cap));
        g2.draw(new Line2D.Double(high, middle - cap, high, middle + cap));
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
