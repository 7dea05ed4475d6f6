package dev.spinlab.results.chart;

import java.util.List;
import java.util.Map;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.CombinedDomainCategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jspecify.annotations.Nullable;

/** Panels of horizontal bars side by side over shared cases: one group of bars per case, one bar per backend. */
final class BarPanels {
    private static final int FRAME = 190;
    private static final int LEAST_HEIGHT = 420;
    private static final int BAR = 17;
    private static final int GROUP_GAP = 18;

    private final ChartContext context;
    private final List<String> backends;
    private final List<String> categories;
    private final CombinedDomainCategoryPlot combined;

    BarPanels(ChartContext context, List<String> backends, List<String> categories) {
        this.context = context;
        this.backends = backends;
        this.categories = categories;
        CategoryAxis cases = Theme.apply(new CategoryAxis());
        cases.setMaximumCategoryLabelLines(4);
        cases.setMaximumCategoryLabelWidthRatio(0.22f);
        cases.setCategoryMargin(0.16);
        cases.setLowerMargin(0.02);
        cases.setUpperMargin(0.02);
        cases.setTickMarksVisible(false);
        combined = new CombinedDomainCategoryPlot(cases);
        combined.setGap(26);
    }

    /** Adds a panel of bars; {@code base} is where they begin. */
    BarPanels add(ValueAxis axis, double base, Map<BarKey, Bar> bars) {
        return add(axis, new LabelledBarRenderer(bars, false), base, bars);
    }

    /** Adds a panel of points with their intervals, and a line at a value to compare them with. */
    BarPanels addPoints(ValueAxis axis, double reference, Map<BarKey, Bar> bars) {
        add(axis, new LabelledBarRenderer(bars, true), reference, bars);
        CategoryPlot panel =
                (CategoryPlot) combined.getSubplots().get(combined.getSubplots().size() - 1);
        panel.addRangeMarker(
                new ValueMarker(reference, Theme.AXIS, Theme.REFERENCE), org.jfree.chart.ui.Layer.BACKGROUND);
        return this;
    }

    private BarPanels add(ValueAxis axis, LabelledBarRenderer renderer, double base, Map<BarKey, Bar> bars) {
        DefaultCategoryDataset dataset = new DefaultCategoryDataset();
        for (String backend : backends) {
            for (String category : categories) {
                Bar bar = bars.get(new BarKey(backend, category));
                dataset.addValue(bar == null ? null : finite(bar.value().estimate()), backend, category);
            }
        }
        renderer.setBase(base);
        for (int series = 0; series < backends.size(); series++) {
            renderer.setSeriesPaint(series, context.style(backends.get(series)).color());
            renderer.setSeriesShape(series, context.style(backends.get(series)).marker());
        }
        CategoryPlot plot = new CategoryPlot(dataset, null, axis, renderer);
        Theme.apply(plot);
        combined.add(plot);
        return this;
    }

    CombinedDomainCategoryPlot plot() {
        combined.setOrientation(PlotOrientation.HORIZONTAL);
        return combined;
    }

    int height() {
        return Math.max(LEAST_HEIGHT, FRAME + categories.size() * (backends.size() * BAR + GROUP_GAP));
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
