package dev.spinlab.results.chart;

import java.util.function.Function;
import org.jfree.chart.ui.Drawable;

/**
 * One of the charts.
 *
 * @param id file name without ending
 * @param title what it shows
 * @param question the question it answers
 * @param draw draws it
 */
record Kind(String id, String title, Question question, Function<ChartContext, Drawing> draw) {

    Drawing absent(String reason) {
        return Drawing.absent(id, title, question, reason);
    }

    Drawing drawing(Words words, int width, int height, Drawable chart, DataTable table) {
        return new Drawing(id, title, question, words, new Picture(width, height, chart, true), table, null);
    }
}
