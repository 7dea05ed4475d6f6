package dev.spinlab.results.chart;

import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CrosshairState;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYItemRendererState;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.IntervalXYDataset;
import org.jfree.data.xy.XYDataset;

/** Lines and markers with an error bar where the dataset has limits, and none where they are NaN. */
final class IntervalRenderer extends XYLineAndShapeRenderer {
    private static final long serialVersionUID = 1L;
    private static final double CAP = 5;

    @Override
    public void drawItem(
            Graphics2D g2,
            XYItemRendererState state,
            Rectangle2D dataArea,
            PlotRenderingInfo info,
            XYPlot plot,
            ValueAxis domainAxis,
            ValueAxis rangeAxis,
            XYDataset dataset,
            int series,
            int item,
            CrosshairState crosshairState,
            int pass) {
        if (pass == 0 && dataset instanceof IntervalXYDataset intervals) {
            double low = intervals.getStartYValue(series, item);
            double high = intervals.getEndYValue(series, item);
            if (Double.isFinite(low) && Double.isFinite(high)) {
                double x =
                        domainAxis.valueToJava2D(dataset.getXValue(series, item), dataArea, plot.getDomainAxisEdge());
                double bottom = y(rangeAxis, low, dataArea, plot);
                double top = y(rangeAxis, high, dataArea, plot);
                g2.setPaint(getItemPaint(series, item));
                g2.setStroke(Theme.WHISKER);
                g2.draw(new Line2D.Double(x, bottom, x, top));
                g2.draw(new Line2D.Double(x - CAP, bottom, x + CAP, bottom));
                g2.draw(new Line2D.Double(x - CAP, top, x + CAP, top));
            }
        }
        super.drawItem(
                g2, state, dataArea, info, plot, domainAxis, rangeAxis, dataset, series, item, crosshairState, pass);
    }

    private static double y(ValueAxis axis, double value, Rectangle2D dataArea, XYPlot plot) {
        double inside = Math.min(axis.getUpperBound(), Math.max(axis.getLowerBound(), value));
        return axis.valueToJava2D(inside, dataArea, plot.getRangeAxisEdge());
    }
}
