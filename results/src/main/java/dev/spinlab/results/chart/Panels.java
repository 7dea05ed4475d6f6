package dev.spinlab.results.chart;

import java.util.List;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.CombinedRangeXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;

/** Panels of curves that share an axis: beside each other over one vertical axis, or above each other over one scale. */
final class Panels {
    private final XYPlot combined;

    private Panels(XYPlot combined) {
        this.combined = combined;
    }

    /** Panels beside each other. */
    static Panels beside(ValueAxis vertical) {
        CombinedRangeXYPlot plot = new CombinedRangeXYPlot(vertical);
        plot.setGap(34);
        return new Panels(plot);
    }

    /** Panels above each other. */
    static Panels above(ValueAxis horizontal) {
        CombinedDomainXYPlot plot = new CombinedDomainXYPlot(horizontal);
        plot.setGap(16);
        return new Panels(plot);
    }

    /** Adds a panel with the axis that it has for itself; its share of the room is by weight. */
    Panels add(ValueAxis own, int weight, List<Layer> layers) {
        boolean beside = combined instanceof CombinedRangeXYPlot;
        XYPlot plot = new XYPlot(null, beside ? own : null, beside ? null : own, new XYLineAndShapeRenderer());
        Theme.apply(plot);
        ValueAxis horizontal = beside ? own : combined.getDomainAxis();
        plot.setDomainGridlinesVisible(!(horizontal instanceof SymbolAxis));
        layers.forEach(layer -> plot.addAnnotation(new LayerAnnotation(layer)));
        if (combined instanceof CombinedRangeXYPlot plots) {
            plots.add(plot, weight);
        } else if (combined instanceof CombinedDomainXYPlot plots) {
            plots.add(plot, weight);
        }
        return this;
    }

    XYPlot plot() {
        return combined;
    }
}
