package dev.spinlab.results.chart;

import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.ui.RectangleEdge;

/**
 * Where a panel's content is drawn: its axes turn values into places.
 *
 * @param g2 the graphics
 * @param area the panel
 * @param across the horizontal axis
 * @param up the vertical axis
 */
record Canvas(Graphics2D g2, Rectangle2D area, ValueAxis across, ValueAxis up) {

    /** Place of a value from the left; a value beyond an end of the axis is at that end. */
    double x(double value) {
        return across.valueToJava2D(within(across, value), area, RectangleEdge.BOTTOM);
    }

    /** Place of a value from the top; a value beyond an end of the axis is at that end. */
    double y(double value) {
        return up.valueToJava2D(within(up, value), area, RectangleEdge.LEFT);
    }

    /** Draws a marker at a place. */
    void marker(Shape marker, double scale, double x, double y) {
        AffineTransform place = AffineTransform.getTranslateInstance(x, y);
        place.scale(scale, scale);
        g2.fill(place.createTransformedShape(marker));
    }

    private static double within(ValueAxis axis, double value) {
        return Math.min(axis.getUpperBound(), Math.max(axis.getLowerBound(), value));
    }
}
