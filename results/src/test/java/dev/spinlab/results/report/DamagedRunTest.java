package dev.spinlab.results.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spinlab.results.claims.ClaimsFile;
import dev.spinlab.results.fixture.ClaimsFixture;
import dev.spinlab.results.fixture.MatrixFixture;
import dev.spinlab.results.fixture.RunFixture;
import dev.spinlab.results.matrix.VerdictMatrixFile;
import dev.spinlab.results.measure.Measurements;
import dev.spinlab.results.run.BadRunException;
import dev.spinlab.results.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Old, partial, mixed and damaged runs: what can honestly be shown is shown, and one line says what is not. */
class DamagedRunTest {
    @TempDir
    Path folder;

    private Path run = Path.of("");

    @BeforeEach
    void write() {
        run = RunFixture.in(folder.resolve("run"))
                .only(row -> row.threads() == 2
                        && "1".equals(row.params().get("cpus"))
                        && !row.benchmark().contains("LockUnlock"))
                .write();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jmh.json", "run.json", "environment.json"})
    void withoutAFileThatGivesTheNumbersTheirMeaningThereIsNoReport(String name) throws IOException {
        for (String content : new String[] {"", "{", "{\"schema\" : 99}"}) {
            Files.writeString(run.resolve(name), content);
            assertRefused(run.resolve(name) + ": ");
        }
        Files.delete(run.resolve(name));
        assertRefused(run.resolve(name) + ": no such file; ");
        assertThat(run.resolve("report.html")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"missing, no such file", "empty, the file is empty", "cut, or cut short", "garbage, holds no histogram"
    })
    void aLogThatCannotBeReadCostsItsChartAlone(String damage, String problem) throws IOException {
        Path log = run.resolve("hlog/0.hlog");
        byte[] whole = Files.readAllBytes(log);
        switch (damage) {
            case "missing" -> Files.delete(log);
            case "empty" -> Files.write(log, new byte[0]);
            case "cut" -> Files.write(log, Arrays.copyOf(whole, whole.length - whole.length / 5));
            default -> Files.writeString(log, "garbage\n");
        }
        Report report = ReportBuilder.build(run);
        assertThat(report.warnings())
                .filteredOn(line -> line.contains("0.hlog"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line)
                        .startsWith("chart '")
                        .contains("left out: " + log + ": ")
                        .contains(problem)
                        .doesNotContain("\n"));
        assertThat(report.charts()).contains(run.resolve("charts/failures.svg"));
        assertThat(html()).contains("Left out: " + log).contains("85.2 %");
        PageStructure.assertSound(html());
    }

    @Test
    void aTimeSeriesThatCannotBeReadCostsItsChartAlone() throws IOException {
        Files.createDirectories(run.resolve("series"));
        for (int log = 0; log < RunDirectory.readManifest(run).histograms().size(); log++) {
            Files.writeString(
                    run.resolve("series/" + log + ".csv"), "iteration,micros,backlog\n0,100,3\n0,1100,5\n1,90,2\n");
        }
        Report whole = ReportBuilder.build(run);
        assertThat(whole.charts()).contains(run.resolve("charts/backlog.svg"));
        Path damaged = run.resolve("series/0.csv");
        Files.writeString(damaged, "iteration,micros,backlog\n0,100,3\n0,11");
        Report report = ReportBuilder.build(run);
        assertThat(report.charts())
                .hasSize(whole.charts().size() - 2)
                .doesNotContain(run.resolve("charts/backlog.svg"));
        assertThat(report.warnings())
                .anySatisfy(line -> assertThat(line).contains("left out: " + damaged + ": line 3 "));
    }

    @Test
    void aMatrixOrClaimsThatCannotBeReadCostTheirPartAlone() throws IOException {
        Files.writeString(VerdictMatrixFile.in(run), "{\"schema\" : 2}");
        Files.writeString(ClaimsFile.in(run), "[");
        Report report = ReportBuilder.build(run);
        assertThat(report.warnings())
                .anySatisfy(line -> assertThat(line)
                        .startsWith(
                                "the verdict matrix is left out: " + VerdictMatrixFile.in(run) + ": schema 2 is newer"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("the claims are left out: " + ClaimsFile.in(run) + ": not valid JSON"));
        assertThat(html()).contains("As measured").contains("the claims are left out");
        PageStructure.assertSound(html());
    }

    @Test
    void aMatrixAndClaimsOfAnotherFolderAreShownAsSuch() throws IOException {
        Path other = folder.resolve("other");
        VerdictMatrixFile.write(other, MatrixFixture.matrix());
        ClaimsFile.write(other, ClaimsFixture.claims());
        Measurements measurements = Measurements.of(RunDirectory.open(run));
        Report report = ReportBuilder.build(measurements, List.of(folder.resolve("none"), other));
        assertThat(report.warnings())
                .contains("verdict-matrix.json is not of this run, but from " + other)
                .contains("claims.json is not of this run, but from " + other);
        assertThat(html())
                .contains("15 of 16 claims hold on this machine; 7 does not.")
                .contains("3 controls of 3 were caught")
                .doesNotContain("href=\"./claims.json\"")
                .contains("href=\"./jmh.json\"");
    }

    @Test
    void parametersAndMetricsOfALaterVersionAreShownByName() throws IOException {
        Path jmh = RunDirectory.jmhFile(run);
        Files.writeString(
                jmh,
                Files.readString(jmh)
                        .replace("\"latency\" : \"off\"", "\"latency\" : \"off\", \"colour\" : \"blue\"")
                        .replace("\"jain\" :", "\"later.metric\" :"));
        Path manifest = run.resolve("run.json");
        Files.writeString(manifest, Files.readString(manifest).replaceFirst("\\{", "{ \"later\" : [1],"));
        ReportBuilder.build(run);
        assertThat(html()).contains("colour=blue").contains("<th scope=\"row\">fairness (Jain)</th>\n<td");
        PageStructure.assertSound(html());
    }

    @Test
    void anOldRunWithoutTheLaterFilesIsComplete() throws IOException {
        Report report = ReportBuilder.build(run);
        assertThat(report.warnings()).allSatisfy(line -> assertThat(line).startsWith("chart '"));
        assertThat(html()).contains("Not tested in this run").contains("As measured");
    }

    @Test
    void aLogOutsideTheRunIsNeitherReadNorLinked() throws IOException {
        Files.writeString(folder.resolve("secret"), "x");
        Path manifest = run.resolve("run.json");
        Files.writeString(manifest, Files.readString(manifest).replace("hlog/0.hlog", "../secret"));
        Report report = ReportBuilder.build(run);
        assertThat(report.warnings())
                .anySatisfy(
                        line -> assertThat(line).contains("names a histogram outside the run directory: ../secret"));
        assertThat(html()).doesNotContain("href=\"./../secret\"").contains("href=\"./hlog/1.hlog\"");
    }

    @Test
    void namesFromFilesCannotLeaveTheirPlaceInThePage() throws IOException {
        Path jmh = RunDirectory.jmhFile(run);
        String hostile = "x\\\"] *{display:none} </style><script>alert(1)</script>";
        Files.writeString(
                jmh,
                Files.readString(jmh).replace("\"backend\" : \"rqspinlock\"", "\"backend\" : \"" + hostile + "\""));
        ReportBuilder.build(run);
        assertThat(PageStructure.matches(html(), "<script")).hasSize(1);
        assertThat(PageStructure.matches(html(), "</style\\s*>"))
                .hasSize(1
                        + PageStructure.matches(html(), "<svg[^>]*spinlab-chart")
                                .size());
        assertThat(html()).contains("figure [data-backend=\"x\\22 \\5d \\20 ");
        PageStructure.assertSound(html());
    }

    private String html() throws IOException {
        return Files.readString(run.resolve("report.html"));
    }

    private void assertRefused(String beginning) {
        assertThatExceptionOfType(BadRunException.class)
                .isThrownBy(() -> ReportBuilder.build(run))
                .satisfies(e -> assertThat(e.getMessage())
                        .startsWith(beginning)
                        .contains("; ")
                        .doesNotContain("\n"));
    }
}
