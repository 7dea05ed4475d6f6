package dev.spinlab.results.chart;

/**
 * A number in a panel.
 *
 * @param x value on the horizontal axis
 * @param y value on the vertical axis
 * @param low lower confidence limit of y, NaN for none
 * @param high upper confidence limit of y, NaN for none
 * @param title the number in words
 */
record Point(double x, double y, double low, double high, String title) {
    Point(double x, double y, String title) {
        this(x, y, Double.NaN, Double.NaN, title);
    }

    boolean hasLimits() {
        return Double.isFinite(low) && Double.isFinite(high);
    }
}
