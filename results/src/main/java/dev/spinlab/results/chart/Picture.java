package dev.spinlab.results.chart;

import org.jfree.chart.ui.Drawable;

/**
 * A chart that can be drawn.
 *
 * @param width width in pixels at scale 1
 * @param height height in pixels at scale 1
 * @param chart draws it
 * @param adapts whether its colours may be changed for a dark ground, which a picture with grounds of its own forbids
 */
public record Picture(int width, int height, Drawable chart, boolean adapts) {}
