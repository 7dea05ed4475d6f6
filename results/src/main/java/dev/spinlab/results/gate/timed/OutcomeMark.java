package dev.spinlab.results.gate.timed;

import java.awt.Color;
import java.awt.Polygon;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;

/**
 * How an outcome looks in the chart; marker and colour both tell.
 *
 * <p>The colours are of Okabe and Ito's palette, with a contrast of at least 3:1 on the light and on the dark ground.
 *
 * @param color colour of marker and whisker
 * @param marker marker, centred on the origin
 */
record OutcomeMark(Color color, Shape marker) {

    static OutcomeMark of(Outcome outcome) {
        return switch (outcome) {
            case BROKEN, REGRESSED -> new OutcomeMark(new Color(0xD55E00), polygon(-5, -6, 7, 0, -5, 6));
            case UNDECIDED -> new OutcomeMark(new Color(0x808080), polygon(0, -7, 7, 0, 0, 7, -7, 0));
            case NO_RISE, EQUIVALENT -> new OutcomeMark(new Color(0x0072B2), new Ellipse2D.Double(-5, -5, 10, 10));
            case IMPROVED -> new OutcomeMark(new Color(0x009E73), new Rectangle2D.Double(-5, -5, 10, 10));
        };
    }

    private static Shape polygon(int... xy) {
        Polygon polygon = new Polygon();
        for (int i = 0; i < xy.length; i += 2) {
            polygon.addPoint(xy[i], xy[i + 1]);
        }
        return polygon;
    }
}
