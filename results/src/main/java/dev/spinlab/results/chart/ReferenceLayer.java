package dev.spinlab.results.chart;

import java.awt.geom.Line2D;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.ui.TextAnchor;

/** A dashed line with its meaning beside it: across at a height, or upright at a place. */
final class ReferenceLayer implements Layer {
    private static final double GAP = 4;

    private final double value;
    private final boolean upright;
    private final String text;

    private ReferenceLayer(double value, boolean upright, String text) {
        this.value = value;
        this.upright = upright;
        this.text = text;
    }

    /** A level line. */
    static ReferenceLayer across(double y, String text) {
        return new ReferenceLayer(y, false, text);
    }

    /** An upright line. */
    static ReferenceLayer upright(double x, String text) {
        return new ReferenceLayer(x, true, text);
    }

    @Override
    public void paint(Canvas canvas) {
        double left = canvas.area().getMinX();
        double top = canvas.area().getMinY();
        double x = canvas.x(value);
        double y = canvas.y(value);
        canvas.g2().setPaint(Theme.AXIS);
        canvas.g2().setStroke(Theme.REFERENCE);
        canvas.g2()
                .draw(
                        upright
                                ? new Line2D.Double(x, top, x, canvas.area().getMaxY())
                                : new Line2D.Double(left, y, canvas.area().getMaxX(), y));
        canvas.g2().setPaint(Theme.QUIET_TEXT);
        canvas.g2().setFont(Theme.TICK);
        TextUtils.drawAlignedString(
                text,
                canvas.g2(),
                (float) ((upright ? x : left) + GAP),
                (float) ((upright ? top : y) + (upright ? GAP : -GAP)),
                upright ? TextAnchor.TOP_LEFT : TextAnchor.BOTTOM_LEFT);
    }
}
