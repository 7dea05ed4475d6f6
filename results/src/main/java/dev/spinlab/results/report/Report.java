package dev.spinlab.results.report;

import java.nio.file.Path;
import java.util.List;

/**
 * A report that was written.
 *
 * @param file the HTML file
 * @param charts the chart files, SVG and PNG
 * @param warnings one line each: what is missing, partial or not to be trusted
 * @param hasViolations whether a detector found anything in any row
 */
public record Report(Path file, List<Path> charts, List<String> warnings, boolean hasViolations) {

    /** Copies the lists. */
    public Report {
        charts = List.copyOf(charts);
        warnings = List.copyOf(warnings);
    }
}
