package dev.spinlab.results.chart;

import org.jfree.chart.ui.Drawable;
import org.jspecify.annotations.Nullable;

/**
 * A chart, or the reason why there is none.
 *
 * @param id file name without ending, for example {@code goodput}
 * @param title what it shows
 * @param description what is to be seen, for readers who cannot see it
 * @param see what to look at
 * @param caution what not to conclude
 * @param width width in pixels at scale 1
 * @param height height in pixels at scale 1
 * @param chart draws it, null if it is left out
 * @param absent why it is left out, null if it is there
 */
public record Drawing(
        String id,
        String title,
        String description,
        String see,
        String caution,
        int width,
        int height,
        @Nullable Drawable chart,
        @Nullable String absent) {

    /**
     * A chart that is left out.
     *
     * @param id file name without ending
     * @param title what it would show
     * @param reason why it is left out
     * @return the drawing
     */
    public static Drawing absent(String id, String title, String reason) {
        return new Drawing(id, title, "", "", "", 0, 0, null, reason);
    }
}
