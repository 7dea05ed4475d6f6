package dev.spinlab.results.chart;

import org.jspecify.annotations.Nullable;

/**
 * A chart, or the reason why there is none.
 *
 * @param id file name without ending, for example {@code goodput}
 * @param title what it shows
 * @param question the question it answers
 * @param words what is said of it
 * @param picture draws it, null if it is left out
 * @param table its numbers, empty if it is left out
 * @param absent why it is left out, null if it is there
 */
public record Drawing(
        String id,
        String title,
        Question question,
        Words words,
        @Nullable Picture picture,
        DataTable table,
        @Nullable String absent) {

    /**
     * A chart that is left out.
     *
     * @param id file name without ending
     * @param title what it would show
     * @param question the question it would answer
     * @param reason why it is left out
     * @return the drawing
     */
    public static Drawing absent(String id, String title, Question question, String reason) {
        return new Drawing(id, title, question, Words.NONE, null, DataTable.EMPTY, reason);
    }

    /**
     * What is to be seen, for readers who cannot see it.
     *
     * @return a few sentences with numbers, empty if the chart is left out
     */
    public String description() {
        return words.description();
    }

    /**
     * What to look at.
     *
     * @return a few sentences, empty if the chart is left out
     */
    public String see() {
        return words.see();
    }

    /**
     * What not to conclude.
     *
     * @return a few sentences, empty if the chart is left out
     */
    public String caution() {
        return words.caution();
    }

    /**
     * Its width.
     *
     * @return pixels at scale 1, 0 if the chart is left out
     */
    public int width() {
        return picture == null ? 0 : picture.width();
    }

    /**
     * Its height.
     *
     * @return pixels at scale 1, 0 if the chart is left out
     */
    public int height() {
        return picture == null ? 0 : picture.height();
    }
}
