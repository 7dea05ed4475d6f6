package dev.spinlab.results.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Polygon;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * How a backend looks in every chart. Colour alone never tells two backends apart: marker and dash differ as well.
 *
 * <p>The four colours are from Okabe and Ito's palette, chosen for all kinds of colour vision; the others are dark enough
 * for a contrast of 3:1 on white, which the palette's orange (2.3:1) is not.
 *
 * @param color colour of bars, lines and markers
 * @param marker marker, centred on the origin
 * @param stroke line style
 */
record BackendStyle(Color color, Shape marker, BasicStroke stroke) {
    private static final float WIDTH = 2f;

    private static final BackendStyle PERCPU_COUNTER = style(0xD55E00, disc());
    private static final BackendStyle RQSPINLOCK = style(0x0072B2, square(), 7, 4);
    private static final BackendStyle LLIST = style(0x009E73, polygon(0, -6, 6, 5, -6, 5), 2, 3);
    private static final BackendStyle IRQSAVE = style(0xCC79A7, polygon(0, -6, 6, 0, 0, 6, -6, 0), 9, 3, 2, 3);
    private static final List<BackendStyle> OTHERS = List.of(
            style(0x666666, polygon(-6, -5, 6, -5, 0, 6), 5, 2),
            style(0x9A6A00, polygon(-5, -3, 0, -6, 5, -3, 5, 3, 0, 6, -5, 3), 3, 2),
            style(
                    0x332288,
                    polygon(-6, -2, -2, -2, -2, -6, 2, -6, 2, -2, 6, -2, 6, 2, 2, 2, 2, 6, -2, 6, -2, 2, -6, 2),
                    1,
                    2),
            style(0x882255, polygon(-6, -6, 0, -2, 6, -6, 2, 0, 6, 6, 0, 2, -6, 6, -2, 0), 12, 3));

    /** The style of a backend; {@code others} are the backends of the run that have no style of their own. */
    static BackendStyle of(String backend, List<String> others) {
        return switch (backend) {
            case "percpu-counter" -> PERCPU_COUNTER;
            case "rqspinlock" -> RQSPINLOCK;
            case "llist-deferred-free" -> LLIST;
            case "irqsave-deferred-free" -> IRQSAVE;
            default -> OTHERS.get(Math.max(0, others.indexOf(backend)) % OTHERS.size());
        };
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
