package dev.spinlab.results.chart;

/** Something in a panel: the lines of all backends, a reference line with its text, … */
interface Layer {
    /** Draws it. */
    void paint(Canvas canvas);
}
