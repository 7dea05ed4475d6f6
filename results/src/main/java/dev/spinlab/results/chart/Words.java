package dev.spinlab.results.chart;

/**
 * What is said of a chart.
 *
 * @param description what is to be seen, with numbers, for readers who cannot see it
 * @param see what to look at
 * @param caution what not to conclude
 */
public record Words(String description, String see, String caution) {
    /** Nothing to say. */
    static final Words NONE = new Words("", "", "");
}
