package dev.spinlab.bench.cli;

import dev.spinlab.results.measure.Measurements;
import dev.spinlab.results.report.ConsoleSummary;
import dev.spinlab.results.report.Report;
import dev.spinlab.results.report.ReportBuilder;
import dev.spinlab.results.run.RunDirectory;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** The end of a run, and all of {@code report}: table, warnings, charts and report. */
final class Conclusion {
    private Conclusion() {}

    /**
     * Builds the report and prints its summary; the caller prints the path last.
     *
     * @param runDirectory the run
     * @param out where to print
     * @return the report
     * @throws dev.spinlab.results.run.BadRunException if the run cannot be read or the report not be written
     */
    static Report print(Path runDirectory, PrintWriter out) {
        return print(runDirectory, List.of(), out);
    }

    /** As {@link #print(Path, PrintWriter)}, with a verdict matrix, claims or a kernel's figures of other folders where the
     * run has none. */
    static Report print(Path runDirectory, List<Path> others, PrintWriter out) {
        Measurements measurements = Measurements.of(RunDirectory.open(runDirectory));
        out.println();
        out.print(ConsoleSummary.render(measurements));
        out.flush();
        Report report = ReportBuilder.build(measurements, others);
        for (String warning : report.warnings()) {
            out.println("note: " + warning);
        }
        if (report.hasViolations()) {
            out.println("RED: elements were lost, leaked, freed twice or used after they were freed");
        }
        out.flush();
        return report;
    }
}
