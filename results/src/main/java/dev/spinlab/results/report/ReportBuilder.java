package dev.spinlab.results.report;

import dev.spinlab.results.chart.Charts;
import dev.spinlab.results.measure.Measurements;
import dev.spinlab.results.run.BadRunException;
import dev.spinlab.results.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the charts and the report of a run directory. */
public final class ReportBuilder {
    private ReportBuilder() {}

    /**
     * Writes {@code charts/*.svg}, {@code charts/*.png} and {@code report.html} into a run directory, over those of an
     * earlier call. Where the run has a {@code verdict-matrix.json}, the report shows it. Works without a display.
     *
     * @param runDirectory the run
     * @return where the report is and what is to be said of it
     * @throws BadRunException if the run cannot be read or the report not be written; the message is one line
     */
    public static Report build(Path runDirectory) {
        return build(Measurements.of(RunDirectory.open(runDirectory)));
    }

    /**
     * As {@link #build(Path)}, for a run that is open.
     *
     * @param measurements the rows of the run
     * @return where the report is and what is to be said of it
     * @throws BadRunException if a histogram cannot be read or the report not be written; the message is one line
     */
    public static Report build(Measurements measurements) {
        RunDirectory run = measurements.run();
        List<Charts.Written> charts = Charts.write(measurements, run.charts());
        Optional<VerdictsSection> verdicts = VerdictsSection.of(run);
        Path page = run.report();
        try {
            Files.writeString(page, new ReportPage(measurements, charts, verdicts).render());
        } catch (IOException e) {
            throw BadRunException.unwritable(page, e);
        }
        List<String> violations = Warnings.violations(measurements);
        List<String> warnings = new ArrayList<>(violations);
        warnings.addAll(Warnings.cautions(measurements, charts));
        List<Path> files = Stream.concat(charts.stream(), verdicts.map(VerdictsSection::picture).stream())
                .flatMap(chart -> chart.files().stream())
                .toList();
        return new Report(page, files, warnings, !violations.isEmpty());
    }
}
