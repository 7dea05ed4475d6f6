package dev.spinlab.results.report;

import dev.spinlab.results.chart.Charts;
import dev.spinlab.results.matrix.MatrixChart;
import dev.spinlab.results.matrix.VerdictMatrix;
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
     * earlier call. Where the run has a {@code verdict-matrix.json}, {@code claims.json} or {@code kernel.json}, the report
     * shows it; one that cannot be used gives a warning, as does a histogram log or time series, whose chart is left out.
     * Works without a display.
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
        return build(measurements, List.of());
    }

    /**
     * As {@link #build(Measurements)}, with a verdict matrix, claims or a kernel's figures from other folders where the
     * run has none.
     *
     * @param measurements the rows of the run
     * @param others folders that may hold them, the first that has one is taken
     * @return where the report is and what is to be said of it
     * @throws BadRunException if the report cannot be written; the message is one line
     */
    public static Report build(Measurements measurements, List<Path> others) {
        RunDirectory run = measurements.run();
        Evidence evidence = Evidence.of(run, others);
        List<Exhibit> exhibits = Charts.write(measurements, run.charts()).stream()
                .map(Exhibit::of)
                .toList();
        Optional<Exhibit> picture = picture(run, evidence);
        List<String> cautions = new ArrayList<>(Warnings.cautions(measurements));
        cautions.addAll(Warnings.damaged(run, exhibits));
        cautions.addAll(evidence.notes());
        Path page = run.report();
        VerdictMatrix matrix = evidence.matrix();
        VerdictsSection verdicts = matrix == null ? null : new VerdictsSection(matrix, picture.orElseThrow());
        try {
            Files.writeString(page, new ReportPage(measurements, evidence, exhibits, verdicts, cautions).render());
        } catch (IOException e) {
            throw BadRunException.unwritable(page, e);
        }
        List<String> violations = Warnings.violations(measurements);
        List<String> warnings = new ArrayList<>(violations);
        warnings.addAll(cautions);
        warnings.addAll(Warnings.unmeasured(run, exhibits));
        List<Path> files = Stream.concat(exhibits.stream(), picture.stream())
                .flatMap(exhibit -> exhibit.files().stream())
                .toList();
        return new Report(page, files, warnings, !violations.isEmpty());
    }

    /** Without a matrix, the picture of an earlier one is removed, which would contradict the page. */
    private static Optional<Exhibit> picture(RunDirectory run, Evidence evidence) {
        VerdictMatrix matrix = evidence.matrix();
        if (matrix == null) {
            MatrixChart.remove(run.charts());
            return Optional.empty();
        }
        return Optional.of(Exhibit.of(MatrixChart.write(matrix, run.charts())));
    }
}
