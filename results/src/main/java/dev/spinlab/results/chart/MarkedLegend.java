package dev.spinlab.results.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemSource;
import org.jfree.chart.block.Block;
import org.jfree.chart.block.BlockContainer;
import org.jfree.chart.block.CenterArrangement;
import org.jfree.chart.title.LegendTitle;
import org.jspecify.annotations.Nullable;

/** A legend whose entries are told to be marks of their backends. */
final class MarkedLegend extends LegendTitle {
    private static final long serialVersionUID = 1L;

    MarkedLegend(LegendItemSource source) {
        super(source);
    }

    @Override
    protected Block createLegendItemBlock(LegendItem item) {
        Block block = super.createLegendItemBlock(item);
        return item.getSeriesKey() == null
                ? block
                : new Entry(block, item.getSeriesKey().toString());
    }

    private static final class Entry extends BlockContainer {
        private static final long serialVersionUID = 1L;

        private final String backend;

        Entry(Block block, String backend) {
            super(new CenterArrangement());
            this.backend = backend;
            add(block);
        }

        @Override
        public @Nullable Object draw(Graphics2D g2, Rectangle2D area, @Nullable Object params) {
            SeriesMark.draw(g2, backend, null, () -> super.draw(g2, area, params));
            return null;
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

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
