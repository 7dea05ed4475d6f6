package dev.spinlab.results.chart;

import org.jfree.chart.text.TextUtils;
import org.jfree.chart.ui.TextAnchor;

/**
 * What a panel shows, in its upper left corner.
 *
 * @param text the words
 */
record CaptionLayer(String text) implements Layer {
    private static final float GAP = 4;

    @Override
    public void paint(Canvas canvas) {
        canvas.g2().setPaint(Theme.TEXT);
        canvas.g2().setFont(Theme.LABEL);
        TextUtils.drawAlignedString(
                text,
                canvas.g2(),
                (float) canvas.area().getMinX() + GAP,
                (float) canvas.area().getMinY() + 1,
                TextAnchor.TOP_LEFT);
    }
}
