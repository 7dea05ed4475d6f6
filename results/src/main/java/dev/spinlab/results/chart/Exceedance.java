package dev.spinlab.results.chart;

/** The vertical axis of charts that show the share of something that takes longer than a time. */
final class Exceedance {
    private Exceedance() {}

    /** From a little below the least share to the greatest. */
    static DecadeAxis axis(String what, double greatest, double least) {
        double low = Math.min(least, greatest / 10) / 1.5;
        return Axes.decades("share of " + what + " (logarithmic)", low, greatest * 1.15, AxisFormats::share);
    }
}
