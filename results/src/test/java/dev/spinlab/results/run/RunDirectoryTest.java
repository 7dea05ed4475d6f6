package dev.spinlab.results.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spinlab.results.fixture.JmhJson;
import dev.spinlab.results.fixture.RunFixture;
import dev.spinlab.results.measure.Measurements;
import dev.spinlab.results.report.ReportBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunDirectoryTest {
    @TempDir
    Path folder;

    private Path run = Path.of("");

    @BeforeEach
    void write() {
        run = RunFixture.in(folder.resolve("run")).write();
    }

    @Test
    void readsBackWhatWasWritten() {
        RunDirectory opened = RunDirectory.open(run);
        assertThat(opened.results()).hasSize(55);
        assertThat(opened.manifest().seed()).isEqualTo(42);
        assertThat(opened.manifest().histograms()).hasSize(30);
        assertThat(opened.environment().cpu().governor()).isNull();
        Path copy = folder.resolve("copy");
        assertThat(copy.toFile().mkdir()).isTrue();
        RunDirectory.write(copy, opened.environment());
        RunDirectory.write(copy, opened.manifest());
        assertThat(RunDirectory.readEnvironment(copy)).isEqualTo(opened.environment());
        assertThat(RunDirectory.readManifest(copy)).isEqualTo(opened.manifest());
        assertThat(copy.toFile().list()).containsExactlyInAnyOrder("environment.json", "run.json");
    }

    @Test
    void chartsAndReportLieInTheRun() {
        RunDirectory opened = RunDirectory.open(run);
        assertThat(opened.charts()).isEqualTo(run.resolve("charts"));
        assertThat(opened.report()).isEqualTo(run.resolve("report.html"));
    }

    @Test
    void readsRowsWithTheirMetrics() {
        JmhResult result = RunDirectory.open(run).results().get(0);
        assertThat(result.workload()).isEqualTo("create-delete");
        assertThat(result.params()).containsEntry("backend", "percpu-counter").containsEntry("cpus", "1");
        assertThat(result.forks()).isEqualTo(3);
        assertThat(result.primary().unit()).isEqualTo("ops/s");
        assertThat(result.primary().fork(0)).containsExactly(3.1e6 * 0.98, 3.1e6 * 0.98);
        assertThat(result.metric("failures.EBUSY")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "a.b.CreateDelete.run,create-delete",
        "a.InterruptedNothing.run,interrupted-nothing",
        "Lock2Unlock.run,lock2-unlock"
    })
    void workloadIdIsTheClassNameInKebabCase(String benchmark, String id) {
        assertThat(JmhResult.workloadId(benchmark)).isEqualTo(id);
    }

    @Test
    void readsWhatJsonNumbersCannotSay() throws IOException {
        JmhJson row = new JmhJson("CreateDelete", 1)
                .param("backend", "rqspinlock")
                .score(new double[][] {{Double.NaN, 2.0}, {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}})
                .metric("jain", new double[][] {{}, {0.5}});
        Files.writeString(RunDirectory.jmhFile(run), JmhJson.array(List.of(row)));
        JmhResult result = RunDirectory.open(run).results().get(0);
        assertThat(result.primary().fork(0)).containsExactly(Double.NaN, 2.0);
        assertThat(result.primary().fork(1)).containsExactly(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        assertThat(result.secondary().get("jain")).isEqualTo(new Metric("#", List.of(List.of(), List.of(0.5))));
        assertThat(new Metric("#", List.of()).fork(3)).isEmpty();
    }

    @Test
    void mergesHistogramsOverForks() {
        RunDirectory opened = RunDirectory.open(run);
        RunManifest.Histogram log = opened.manifest().histograms().get(0);
        Histogram merged = opened.histogram(log.benchmark(), log.threads(), log.params(), RunDirectory.LATENCY)
                .orElseThrow();
        Histogram task = opened.histogram(log.benchmark(), log.threads(), log.params(), "latency.cpu0.task0")
                .orElseThrow();
        assertThat(merged.getTotalCount()).isEqualTo(3 * 80_000);
        assertThat(task.getTotalCount()).isEqualTo(3 * 40_000);
        assertThat(opened.histogram(log.benchmark(), 99, log.params(), RunDirectory.LATENCY))
                .isEmpty();
        assertThat(opened.histogram(log.benchmark(), log.threads(), Map.of(), RunDirectory.LATENCY))
                .isEmpty();
        assertThat(opened.histogram(log.benchmark(), log.threads(), log.params(), "no such tag"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jmh.json", "run.json", "environment.json", "hlog/3.hlog"})
    void aMissingFileIsOneLine(String file) throws IOException {
        Files.delete(run.resolve(file));
        assertBad(file, "no such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jmh.json", "run.json", "environment.json", "hlog/3.hlog"})
    void anEmptyFileIsOneLine(String file) throws IOException {
        Files.write(run.resolve(file), new byte[0]);
        assertBad(file, "the file is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jmh.json", "run.json", "environment.json"})
    void aTruncatedFileIsOneLineWithThePlace(String file) throws IOException {
        byte[] whole = Files.readAllBytes(run.resolve(file));
        Files.write(run.resolve(file), Arrays.copyOf(whole, whole.length * 2 / 3));
        assertBad(file, "not valid JSON, or cut short (line ");
    }

    @Test
    void aTruncatedHistogramIsOneLine() throws IOException {
        Path log = run.resolve("hlog/3.hlog");
        byte[] whole = Files.readAllBytes(log);
        Files.write(log, Arrays.copyOf(whole, whole.length - whole.length / 5));
        assertBad("hlog/3.hlog", "not a readable HdrHistogram log, or cut short");
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage\n", "1,2,3,4\n", "\"StartTimestamp\",\"x\"\n0.0,1.0,1.0,HISTFAAA\n"})
    void aFileThatIsNoHistogramIsOneLine(String content) throws IOException {
        Files.writeString(run.resolve("hlog/3.hlog"), content);
        assertBad("hlog/3.hlog", "");
    }

    @Test
    void anEmptyLogWithAHeaderIsOneLine() throws IOException {
        RunFixture.writeLog(run.resolve("hlog/3.hlog"), List.of());
        assertBad("hlog/3.hlog", "holds no histogram");
    }

    @ParameterizedTest
    @CsvSource({
        "run.json,2,newer,use the Spinlab version that measured the run",
        "environment.json,2,newer,use the Spinlab version that measured the run",
        "run.json,0,older,measure again",
        "environment.json,-1,older,measure again"
    })
    void anotherSchemaSaysWhichAndWhatToDo(String file, int schema, String age, String remedy) throws IOException {
        edit(file, "\"schema\" : 1", "\"schema\" : " + schema);
        assertBad(file, "schema " + schema + " is " + age + " than this build reads (1)");
        assertBad(file, remedy);
    }

    @Test
    void aFileOfAnotherKindIsOneLine() throws IOException {
        Files.writeString(run.resolve("run.json"), "[1, 2]");
        assertBad("run.json", "no schema number");
        Files.writeString(run.resolve("jmh.json"), "{}");
        RunFixture.in(run).write();
        Files.writeString(run.resolve("jmh.json"), "{\"a\" : 1}");
        assertBad("jmh.json", "not an array");
        Files.writeString(run.resolve("jmh.json"), "[]");
        assertBad("jmh.json", "holds no result");
    }

    @Test
    void aManifestOfAnOlderBuildHasNoSeries() throws IOException {
        assertThat(Files.readString(run.resolve("run.json"))).contains("\"series\"");
        edit("run.json", "\"series\"", "\"unknown\"");
        assertThat(RunDirectory.readManifest(run).series()).isEmpty();
        edit("run.json", "\"histograms\"", "\"misspelt\"");
        assertBad("run.json", "histograms");
    }

    @Test
    void aMissingOrWrongFieldIsNamed() throws IOException {
        edit("environment.json", "\"cpu\"", "\"gpu\"");
        assertBad("environment.json", "cpu");
        RunFixture.in(run).write();
        edit("environment.json", "\"architecture\" : \"amd64\"", "\"architecture\" : null");
        assertBad("environment.json", "architecture");
        RunFixture.in(run).write();
        edit("run.json", "\"seed\" : 42", "\"seed\" : \"x\"");
        assertBad("run.json", "seed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"mode\" : \"thrpt\"|\"mode\" : \"avgt\"|has mode 'avgt'",
                "\"threads\" : 1|\"threads\" : 0|no positive 'threads'",
                "\"primaryMetric\"|\"otherMetric\"|primaryMetric is missing",
                "\"scoreUnit\"|\"unit\"|no 'scoreUnit'",
                "\"rawData\"|\"raw\"|no rawData",
                "\"cpus\" : \"1\"|\"cpus\" : \"x\"|cpus=x",
                "\"cpus\" : \"1\"|\"cpus\" : \"0\"|cpus=0",
                "\"cpus\" : \"1\"|\"cpus\" : 1|parameter cpus is not a string",
                "\"backend\"|\"strategy\"|no parameter 'backend'",
                "\"backend\" : \"rqspinlock\"|\"backend\" : \"percpu-counter\"|occurs twice",
                "3038000.0|\"fast\"|no number: fast",
                "\"rawData\" : [[|\"rawData\" : [7, [|not an array of arrays"
            })
    void aSenselessResultIsNamed(String from, String to, String problem) throws IOException {
        edit("jmh.json", from, to);
        assertBad("jmh.json", problem);
    }

    @Test
    void aHistogramOutsideTheRunIsRefused() throws IOException {
        edit("run.json", "hlog/3.hlog", "../../secret");
        assertBad("run.json", "outside the run directory: ../../secret");
    }

    @Test
    void aMissingDirectoryIsOneLine() {
        Path nowhere = folder.resolve("nowhere");
        assertThatExceptionOfType(BadRunException.class)
                .isThrownBy(() -> RunDirectory.open(nowhere))
                .withMessage(nowhere + ": no such run directory; give the directory of a run, or measure first");
    }

    @Test
    void anUnwritableFileIsOneLine() throws IOException {
        // A file where a folder is needed fails for every user, root included.
        Path file = Files.writeString(folder.resolve("plain"), "x");
        RunManifest manifest = RunDirectory.readManifest(run);
        assertThatExceptionOfType(BadRunException.class)
                .isThrownBy(() -> RunDirectory.write(file, manifest))
                .withMessageContaining(file.resolve("run.json") + ": cannot be written (")
                .withMessageContaining("make the folder writable");
        Files.writeString(run.resolve("charts"), "in the way");
        assertThatExceptionOfType(BadRunException.class)
                .isThrownBy(() -> ReportBuilder.build(run))
                .withMessageContaining(run.resolve("charts") + ": cannot be written (");
    }

    private void edit(String file, String from, String to) throws IOException {
        String text = Files.readString(run.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(run.resolve(file), text.replace(from, to), StandardCharsets.UTF_8);
    }

    /** Whatever is wrong, everything that reads the run says so in one line that names the file. */
    private void assertBad(String file, String problem) {
        assertThatExceptionOfType(BadRunException.class)
                .isThrownBy(() -> {
                    RunDirectory opened = RunDirectory.open(run);
                    Measurements.of(opened);
                    for (RunManifest.Histogram log : opened.manifest().histograms()) {
                        opened.histogram(log.benchmark(), log.threads(), log.params(), RunDirectory.LATENCY);
                    }
                })
                .satisfies(e -> assertThat(e.getMessage())
                        .startsWith(run.resolve(file) + ": ")
                        .contains(problem)
                        .contains("; ")
                        .doesNotContain("\n")
                        .doesNotContain("tools.jackson")
                        .doesNotContain("Exception"));
    }
}
