package dev.spinlab.results.chart;

import java.util.List;

/**
 * The line of a backend in a panel.
 *
 * @param backend whose it is
 * @param line its places in order
 * @param marks the numbers that get a marker
 */
record Curve(String backend, List<Point> line, List<Point> marks) {
    Curve {
        line = List.copyOf(line);
        marks = List.copyOf(marks);
    }

    /** A line with a marker at each place. */
    static Curve of(String backend, List<Point> points) {
        return new Curve(backend, points, points);
    }
}
