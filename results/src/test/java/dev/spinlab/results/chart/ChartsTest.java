package dev.spinlab.results.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.results.fixture.RunFixture;
import dev.spinlab.results.measure.Measurements;
import dev.spinlab.results.run.RunDirectory;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ChartsTest {
    /** Those that a run has that measured no more than the quick profile. */
    private static final List<String> IDS = List.of("goodput", "failures", "latency", "calls-until-success");

    @TempDir
    Path folder;

    private final Locale before = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    @Test
    void writesChartsAsSvgAndPng() throws IOException {
        Path charts = draw(RunFixture.in(folder.resolve("run")));
        for (String id : IDS) {
            assertThat(charts.resolve(id + ".svg")).isNotEmptyFile();
            BufferedImage image = ImageIO.read(charts.resolve(id + ".png").toFile());
            assertThat(image.getWidth()).isGreaterThanOrEqualTo(2000);
            assertThat(image.getHeight()).isGreaterThanOrEqualTo(800);
        }
    }

    @Test
    void theSameRunGivesTheSameBytesInEveryLocale() throws IOException {
        Locale.setDefault(Locale.US);
        Path first = draw(RunFixture.in(folder.resolve("a")));
        Locale.setDefault(Locale.GERMANY);
        Path second = draw(RunFixture.in(folder.resolve("b")));
        for (String id : IDS) {
            assertThat(second.resolve(id + ".svg")).hasSameBinaryContentAs(first.resolve(id + ".svg"));
            assertThat(second.resolve(id + ".png")).hasSameBinaryContentAs(first.resolve(id + ".png"));
        }
    }

    @Test
    void everySvgIsAccessibleAndSelfContained() throws Exception {
        Path charts = draw(RunFixture.in(folder.resolve("run")));
        for (String id : IDS) {
            String svg = Files.readString(charts.resolve(id + ".svg"));
            Element root = parse(svg).getDocumentElement();
            assertThat(root.getAttribute("role")).isEqualTo("img");
            assertThat(root.getAttribute("viewBox")).matches("0 0 \\d+ \\d+");
            assertThat(root.getElementsByTagName("title").item(0).getTextContent())
                    .isNotBlank();
            assertThat(root.getElementsByTagName("desc").item(0).getTextContent())
                    .contains("percpu-counter");
            assertThat(svg).contains("sans-serif").doesNotContain("NaN").doesNotContain("<image");
            assertThat(ids(root)).allSatisfy(name -> assertThat(name).startsWith(id));
            assertThat(texts(root))
                    .contains(RunFixture.BACKENDS.get(0), RunFixture.BACKENDS.get(3))
                    .anySatisfy(text -> assertThat(text).contains("AMD EPYC <test> under KVM, 2 CPUs"));
        }
    }

    @Test
    void goodputHasAPanelPerNumberOfCpusWithUnitsAndErrorBars() throws Exception {
        Element svg = svg(only("goodput", RunFixture.in(folder.resolve("run"))), "goodput");
        assertThat(texts(svg))
                .contains("goodput (Mops/s)", "tasks per CPU, on 1 CPU", "tasks per CPU, on 2 CPUs", "4")
                .anySatisfy(text -> assertThat(text).contains("95 % over 3 forks"));
    }

    @Test
    void aSingleForkHasNoErrorBars() throws Exception {
        String three = Files.readString(
                only("goodput", RunFixture.in(folder.resolve("a"))).resolve("goodput.svg"));
        String one = Files.readString(
                only("goodput", RunFixture.in(folder.resolve("b")).forks(1)).resolve("goodput.svg"));
        // 25 points with three strokes each.
        assertThat(count(three, "<line ") - count(one, "<line ")).isBetween(75, 95);
        assertThat(one).doesNotContain("NaN").contains("no error bars: one fork only");
    }

    @Test
    void zeroIsLabelledInBothPanelsOfTheFailures() throws Exception {
        Element svg = svg(only("failures", RunFixture.in(folder.resolve("run"))), "failures");
        List<String> texts = texts(svg);
        assertThat(texts).contains("85.2 %", "47.0 %", "74.0 %", "31.0 %");
        assertThat(texts).contains("per call (refused calls / all calls)", "per time (CPU time refused / CPU time)");
        // 8 cases of 5 backends in two panels, of which 4 are above zero in each; two more are the axes' zeros.
        assertThat(texts.stream().filter("0 %"::equals)).hasSize(2 * (8 * 5 - 4) + 2);
        assertThat(texts).contains("unprotected-deferred-free (has violations)");
        assertThat(String.join(" ", texts)).contains("interrupt handler over nothing", "preemption=none");
    }

    @Test
    void latencyIsOnANinesAxisWithTheTimeSlice() throws Exception {
        Element svg = svg(only("latency", RunFixture.in(folder.resolve("run"))), "latency");
        assertThat(texts(svg))
                .contains("0 %", "50 %", "90 %", "99 %", "99.9 %", "99.99 %", "99.999 %")
                .contains("1 µs", "10 µs", "100 µs", "1 ms", "time slice, 1 ms by default");
    }

    @Test
    void callsUntilSuccessTellThousandsFromAlwaysOne() throws Exception {
        List<String> texts =
                texts(svg(only("calls-until-success", RunFixture.in(folder.resolve("run"))), "calls-until-success"));
        // The worst of 500 + 61 i + fork for i below 300, to HdrHistogram's three digits.
        assertThat(texts).contains("18,751");
        assertThat(texts.stream().filter("always 1"::equals)).hasSize(4);
        assertThat(texts.stream().filter("none retried"::equals)).hasSize(4);
    }

    @Test
    void callsUntilSuccessFallsBackOnTheMetricsWithoutLogs() throws Exception {
        Path root = RunFixture.in(folder.resolve("run")).write();
        Path manifest = root.resolve("run.json");
        Files.writeString(manifest, Files.readString(manifest).replace("RetryCreate", "Elsewhere"));
        List<String> texts = texts(svg(draw(root, List.of("calls-until-success")), "calls-until-success"));
        assertThat(texts).contains("4,800", "19,570", "always 1");
    }

    @Test
    void aWideSpreadGetsALogarithmicAxis() throws Exception {
        Path root = RunFixture.in(folder.resolve("run")).write();
        Path json = RunDirectory.jmhFile(root);
        Files.writeString(json, Files.readString(json).replace("3038000.0", "30380.0"));
        assertThat(texts(svg(draw(root, List.of("goodput")), "goodput"))).contains("goodput (Mops/s)");
        Files.writeString(
                json, Files.readString(json).replace("3100000.0", "31000.0").replace("3162000.0", "31620.0"));
        assertThat(texts(svg(draw(root, List.of("goodput")), "goodput")))
                .contains("goodput (Mops/s, logarithmic)", "0.1", "0.5");
    }

    @Test
    void aChartWithoutDataIsLeftOutWithAReasonAndItsOldFilesGo() throws IOException {
        Path root = RunFixture.in(folder.resolve("run")).write();
        Charts.write(Measurements.of(RunDirectory.open(root)), root.resolve("charts"));
        RunFixture.in(root)
                .only(row -> row.benchmark().contains("LockUnlock")
                        && "rqspinlock".equals(row.params().get("backend")))
                .write();
        Path json = RunDirectory.jmhFile(root);
        Files.writeString(json, Files.readString(json).replace("PerSuccess\"", "PerCall\""));
        List<Charts.Written> written = Charts.write(Measurements.of(RunDirectory.open(root)), root.resolve("charts"));
        assertThat(written).hasSize(Charts.ALL.size()).allSatisfy(chart -> {
            assertThat(chart.drawing().absent()).startsWith("the run has no ");
            assertThat(chart.files()).isEmpty();
            assertThat(chart.svg()).isEmpty();
        });
        assertThat(root.resolve("charts")).isEmptyDirectory();
    }

    @Test
    void aJavaWithoutFontsLeavesTheChartOut() {
        Path root = RunFixture.in(folder.resolve("run")).write();
        ChartContext context = new ChartContext(Measurements.of(RunDirectory.open(root)));
        Kind kind = new Kind("goodput", "Goodput", Question.COST, c -> {
            throw new AssertionError("must not be drawn");
        });
        Charts.Written written = Charts.write(kind, context, folder, false);
        assertThat(written.drawing().absent()).contains("cannot draw text").contains("install fontconfig");
        assertThat(written.drawing().title()).isEqualTo("Goodput");
    }

    @Test
    void everyKindOfErrorOfAJavaWithoutFontsIsKnown() {
        assertThat(Charts.works(() -> {})).isTrue();
        assertThat(Charts.works(() -> {
                    throw new InternalError("Fontconfig head is null");
                }))
                .isFalse();
        assertThat(Charts.works(() -> {
                    throw new NoClassDefFoundError("sun.font.SunFontManager");
                }))
                .isFalse();
        assertThat(Charts.works(() -> {
                    throw new IllegalStateException("Fontconfig head is null");
                }))
                .isFalse();
    }

    private static Path draw(RunFixture fixture) {
        return draw(fixture.write(), IDS);
    }

    private static Path draw(Path root, List<String> ids) {
        ChartContext context = new ChartContext(Measurements.of(RunDirectory.open(root)));
        for (Kind kind : Charts.ALL) {
            if (ids.contains(kind.id())) {
                Charts.write(kind.draw().apply(context), root.resolve("charts"));
            }
        }
        return root.resolve("charts");
    }

    private static Path only(String id, RunFixture fixture) {
        return draw(fixture.write(), List.of(id));
    }

    private static Element svg(Path charts, String id) throws Exception {
        return parse(Files.readString(charts.resolve(id + ".svg"))).getDocumentElement();
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static List<String> texts(Element root) {
        List<String> texts = new ArrayList<>();
        NodeList nodes = root.getElementsByTagName("text");
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent().strip());
        }
        return texts;
    }

    private static List<String> ids(Element root) {
        List<String> ids = new ArrayList<>();
        NodeList nodes = root.getElementsByTagName("*");
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element && element.hasAttribute("id")) {
                ids.add(element.getAttribute("id"));
            }
        }
        return ids;
    }

    private static int count(String text, String part) {
        return text.split(part, -1).length - 1;
    }
}
