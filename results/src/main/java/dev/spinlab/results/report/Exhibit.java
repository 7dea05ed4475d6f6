package dev.spinlab.results.report;

import dev.spinlab.results.chart.Charts;
import dev.spinlab.results.chart.Drawing;
import dev.spinlab.results.chart.Question;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chart as the page shows it.
 *
 * @param id file name without ending, unique in the page
 * @param title what it shows
 * @param question the question that it answers, the heading it stands under
 * @param see what to look at
 * @param caution what not to conclude
 * @param svg the {@code svg} element, empty if it is left out
 * @param header names of the columns of its table, empty if it has none
 * @param rows its numbers
 * @param files what was written
 * @param absent why it is left out, null if it is there
 */
record Exhibit(
        String id,
        String title,
        Question question,
        String see,
        String caution,
        String svg,
        List<String> header,
        List<List<String>> rows,
        List<Path> files,
        @Nullable String absent) {

    static Exhibit of(Charts.Written chart) {
        Drawing drawing = chart.drawing();
        return new Exhibit(
                drawing.id(),
                drawing.title(),
                chart.question(),
                drawing.see(),
                drawing.caution(),
                chart.svg(),
                chart.table().header(),
                chart.table().rows(),
                chart.files(),
                drawing.absent());
    }

    /** Whether the picture itself turns dark; the others keep their white ground. */
    boolean adapts() {
        return svg.contains("class=\"spinlab-chart\"");
    }
}
