package dev.spinlab.results.chart;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import org.jspecify.annotations.Nullable;

/**
 * Tells a graphics whose mark is being drawn, so that an SVG can keep the marks of a backend together and give each its
 * numbers. Travels as a rendering hint: a graphics that does not know it draws as ever.
 *
 * @param backend whose mark, empty for none
 * @param title the numbers that the mark stands for, null for a line or a whisker
 */
record SeriesMark(String backend, @Nullable String title) {
    /** The hint. */
    static final RenderingHints.Key KEY = new Key();

    private static final SeriesMark NONE = new SeriesMark("", null);

    /** Draws something that belongs to a backend. */
    static void draw(Graphics2D g2, String backend, @Nullable String title, Runnable drawing) {
        g2.setRenderingHint(KEY, new SeriesMark(backend, title));
        try {
            drawing.run();
        } finally {
            g2.setRenderingHint(KEY, NONE);
        }
    }

    private static final class Key extends RenderingHints.Key {
        Key() {
            super(1);
        }

        @Override
        public boolean isCompatibleValue(Object value) {
            return value instanceof SeriesMark;
        }
    }
}
