package dev.spinlab.results.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleFunction;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** A logarithmic axis with a tick at each decade, labelled by a given function where there is room, and small ticks between. */
final class DecadeAxis extends LogAxis {
    private static final long serialVersionUID = 1L;

    /** Pixels of a decade on a level axis from which 2 and 5 are labelled as well. */
    private static final double ROOM_FOR_THREE = 190;
    /** Pixels of a decade on a level axis from which 3 is labelled as well. */
    private static final double ROOM_FOR_TWO = 110;
    /** Lines of text need so much less room above each other than beside each other. */
    private static final double UPRIGHT = 0.5;

    /** Least pixels between two labels of a level axis; one that would come nearer to the one before is left out. */
    private static final double GAP = 8;
    /** Pixels that a label of a level axis may reach beyond the end of the axis, where another panel may follow. */
    private static final double OVERHANG = 18;

    private final transient DoubleFunction<String> labels;
    private boolean labelBetween = true;
    private double alsoLabelled = Double.NaN;

    /**
     * Makes the axis.
     *
     * @param low lower end, above 0
     * @param high upper end
     * @param labels text of a tick; an empty text leaves it unlabelled
     */
    DecadeAxis(String label, double low, double high, DoubleFunction<String> labels) {
        super(label);
        this.labels = labels;
        setAutoRange(false);
        setRange(low, high);
    }

    @Override
    public List<NumberTick> refreshTicks(Graphics2D g2, AxisState state, Rectangle2D dataArea, RectangleEdge edge) {
        TextAnchor anchor = anchor(edge);
        Set<Integer> between = between(dataArea, edge);
        List<NumberTick> ticks = new ArrayList<>();
        double free = Double.NEGATIVE_INFINITY;
        int first = (int) Math.floor(Math.log10(getLowerBound()));
        int last = (int) Math.ceil(Math.log10(getUpperBound()));
        for (int decade = first; decade <= last; decade++) {
            for (int mantissa = 1; mantissa <= 9; mantissa++) {
                double value = mantissa * Math.pow(10, decade);
                if (value < getLowerBound() * 0.999999 || value > getUpperBound() * 1.000001) {
                    continue;
                }
                boolean labelled = mantissa == 1 || between.contains(mantissa) || value == alsoLabelled;
                String text = labelled ? labels.apply(value) : "";
                if (RectangleEdge.isTopOrBottom(edge) && !text.isEmpty()) {
                    double half = g2.getFontMetrics(getTickLabelFont()).stringWidth(text) / 2.0;
                    double middle = valueToJava2D(value, dataArea, edge);
                    if (middle - half < free || middle + half > dataArea.getMaxX() + OVERHANG) {
                        text = "";
                    } else {
                        free = middle + half + GAP;
                    }
                }
                ticks.add(new NumberTick(
                        labelled ? TickType.MAJOR : TickType.MINOR, value, text, anchor, TextAnchor.CENTER, 0));
            }
        }
        return ticks;
    }

    /** Which digits of a decade are labelled besides 1: as many as there is room for. */
    private Set<Integer> between(Rectangle2D dataArea, RectangleEdge edge) {
        if (!labelBetween) {
            return Set.of();
        }
        boolean level = RectangleEdge.isTopOrBottom(edge);
        double length = level ? dataArea.getWidth() : dataArea.getHeight();
        double room = length / Math.log10(getUpperBound() / getLowerBound()) / (level ? 1 : UPRIGHT);
        if (room >= ROOM_FOR_THREE) {
            return Set.of(2, 5);
        }
        return room >= ROOM_FOR_TWO ? Set.of(3) : Set.of();
    }

    /** Labels the decades only, in a panel that has no room for more. */
    DecadeAxis labelFew() {
        labelBetween = false;
        return this;
    }

    /** Labels one more value, which must be a digit times a power of ten. */
    DecadeAxis labelAlso(double value) {
        alsoLabelled = value;
        return this;
    }

    private static TextAnchor anchor(RectangleEdge edge) {
        if (edge.equals(RectangleEdge.TOP)) {
            return TextAnchor.BOTTOM_CENTER;
        }
        if (edge.equals(RectangleEdge.BOTTOM)) {
            return TextAnchor.TOP_CENTER;
        }
        return edge.equals(RectangleEdge.LEFT) ? TextAnchor.CENTER_RIGHT : TextAnchor.CENTER_LEFT;
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
