package dev.spinlab.results.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;

/** Puts a layer into a JFreeChart plot. */
final class LayerAnnotation extends AbstractXYAnnotation {
    private static final long serialVersionUID = 1L;

    private final transient Layer layer;

    LayerAnnotation(Layer layer) {
        this.layer = layer;
    }

    @Override
    public void draw(
            Graphics2D g2,
            XYPlot plot,
            Rectangle2D dataArea,
            ValueAxis domainAxis,
            ValueAxis rangeAxis,
            int rendererIndex,
            PlotRenderingInfo info) {
        layer.paint(new Canvas(g2, dataArea, domainAxis, rangeAxis));
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
