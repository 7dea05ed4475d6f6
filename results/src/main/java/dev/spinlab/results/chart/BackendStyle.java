package dev.spinlab.results.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Polygon;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Map;
import org.jfree.chart.LegendItem;

/**
 * How a backend looks in every chart. Colour alone never tells two backends apart: marker and dash differ as well.
 *
 * <p>The colours of the four that are compared are from Okabe and Ito's palette, chosen for all kinds of colour vision.
 * All have a contrast of 3:1 on white, which the palette's orange (2.3:1) has not, and on {@link DarkGround}.
 *
 * @param color colour of bars, lines and markers
 * @param marker marker, centred on the origin
 * @param stroke line style
 */
record BackendStyle(Color color, Shape marker, BasicStroke stroke) {
    private static final float WIDTH = 2f;

    private static final Map<String, BackendStyle> KNOWN = Map.of(
            "percpu-counter", style(0xD55E00, disc()),
            "rqspinlock", style(0x0072B2, square(), 7, 4),
            "llist-deferred-free", style(0x009E73, polygon(0, -6, 6, 5, -6, 5), 2, 3),
            "irqsave-deferred-free", style(0xCC79A7, polygon(0, -6, 6, 0, 0, 6, -6, 0), 9, 3, 2, 3),
            "concurrent-hash-map", style(0x707070, polygon(-6, -5, 6, -5, 0, 6), 5, 2),
            "reentrant-lock", style(0x9A6A00, polygon(-5, -3, 0, -6, 5, -3, 5, 3, 0, 6, -5, 3), 3, 2),
            "unprotected-deferred-free", style(0xC81E63, cross(), 1, 2),
            "irqsave-nmi-admitted",
                    style(0x6F7A00, polygon(-6, -6, 0, -2, 6, -6, 2, 0, 6, 6, 0, 2, -6, 6, -2, 0), 12, 3),
            "raw-spinlock-unguarded", style(0x8A63D2, polygon(-6, -4, 6, -4, 6, 4, -6, 4), 4, 1.5f, 1, 1.5f));

    private static final List<BackendStyle> OTHERS = List.of(
            style(0x008B8B, polygon(-6, 0, 6, -6, 6, 6), 14, 2, 2, 2),
            style(0xB5484E, polygon(6, 0, -6, -6, -6, 6), 6, 6),
            style(0x4F7FA8, polygon(-3, -6, 3, -6, 3, 6, -3, 6), 3, 5),
            style(0x7D6B5D, polygon(0, -6, 2, -2, 6, -2, 3, 1, 4, 6, 0, 3, -4, 6, -3, 1, -6, -2, -2, -2), 10, 2, 4, 2));

    /** Whether a backend has a style of its own. */
    static boolean isKnown(String backend) {
        return KNOWN.containsKey(backend);
    }

    /** The style of a backend; {@code others} are the backends of the run that have no style of their own. */
    static BackendStyle of(String backend, List<String> others) {
        BackendStyle known = KNOWN.get(backend);
        return known == null ? OTHERS.get(Math.max(0, others.indexOf(backend)) % OTHERS.size()) : known;
    }

    /** An entry of a legend in this style. */
    LegendItem legendItem(String name, boolean line) {
        return new LegendItem(
                name,
                name,
                null,
                null,
                true,
                marker,
                true,
                color,
                false,
                color,
                Theme.THIN,
                line,
                Theme.LEGEND_LINE,
                stroke,
                color);
    }

    private static Shape cross() {
        return polygon(-6, -2, -2, -2, -2, -6, 2, -6, 2, -2, 6, -2, 6, 2, 2, 2, 2, 6, -2, 6, -2, 2, -6, 2);
    }

    private static BackendStyle style(int rgb, Shape marker, float... dash) {
        BasicStroke stroke = dash.length == 0
                ? new BasicStroke(WIDTH)
                : new BasicStroke(WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, dash, 0f);
        return new BackendStyle(new Color(rgb), marker, stroke);
    }

    private static Shape disc() {
        return new Ellipse2D.Double(-5, -5, 10, 10);
    }

    private static Shape square() {
        return new Rectangle2D.Double(-5, -5, 10, 10);
    }

    private static Shape polygon(int... xy) {
        Polygon polygon = new Polygon();
        for (int i = 0; i < xy.length; i += 2) {
            polygon.addPoint(xy[i], xy[i + 1]);
        }
        return polygon;
    }
}
