package dev.spinlab.results.gate.timed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.results.chart.Charts;
import dev.spinlab.results.fixture.Golden;
import dev.spinlab.results.stat.Interval;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class GateOutputsTest {
    private static final String NASTY = "<a href='x'>&\"]]>\u0000\u001b[31m|`\n# \uD800 ü \uFFFF";

    @TempDir
    Path folder;

    private final Locale before = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    /** Four rows: regressed, equivalent, improved, undecided; advisory rows, a new code. */
    private static GateData data() {
        return GateFixture.seeded(1)
                .rows(4)
                .rounds(12)
                .withExtras()
                .normal(0.04)
                .planted(GateFixture.row(0), 1.25)
                .planted(GateFixture.row(2), 0.8)
                .planted(GateFixture.row(3), 1.035)
                .changing(fork -> fork.arm() == Arm.HEAD && fork.sequence() < Block.FORKS
                        ? new ForkValues(
                                fork.sequence(), fork.arm(), fork.values(), Map.of("ETIMEDOUT", 3L), 100, 0, 40)
                        : fork)
                .data();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "de-DE", "ar-EG"})
    void looksAsExpectedInEveryLocale(String locale) throws IOException {
        Locale.setDefault(Locale.forLanguageTag(locale));
        GateData data = data();
        GateVerdict verdict = Decision.after(data, 4);
        Golden.check("gate-timed.txt", GateConsole.of(data, verdict, false));
        Golden.check("gate-timed.md", GateMarkdown.of(data, verdict, List.of()));
        Golden.check("gate-timed.xml", GateJunit.of(verdict, Status.OnUndecided.REPORT));
        Charts.Written chart = Charts.write(GateChart.of(data, verdict), folder);
        Golden.check("gate-timed.svg", Files.readString(folder.resolve("gate-timed.svg")));
        Golden.check("gate-timed.html", GatePage.of(data, verdict, chart));
    }

    @Test
    void controlsThatFailAreCounted() {
        GateFixture four = GateFixture.seeded(1).rows(4);
        assertThat(GateTexts.controls(Decision.after(four.data(), 4)))
                .isEqualTo(
                        "controls: base against base moved in 0 of 4 rows, the planted slowdown was found in 1 of 1");
        four.control(Arm.NULL, 0.8).control(Arm.CANARY, 1);
        assertThat(GateTexts.controls(Decision.after(four.data(), 4)))
                .isEqualTo(
                        "controls: base against base moved in 4 of 4 rows, the planted slowdown was found in 0 of 1");
    }

    @Test
    void onlyATerminalGetsColours() {
        GateData data = data();
        GateVerdict verdict = Decision.after(data, 4);
        String plain = GateConsole.of(data, verdict, false);
        String colour = GateConsole.of(data, verdict, true);
        assertThat(plain).doesNotContain("\u001b");
        assertThat(colour)
                .contains("\u001b[31m  REGRESSED")
                .contains("\u001b[32m  improved")
                .contains("\u001b[33m  undecided")
                .contains("\n  equivalent");
        assertThat(colour.replaceAll("\u001b\\[\\d*m", "")).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource({"37, true", "38, true", "39, true", "200, false"})
    void markdownHasAtMostSixtyLinesTheWorstFirst(int number, boolean nearTheLimit) {
        GateData data = data();
        GateVerdict verdict = many(number);
        String text = GateMarkdown.of(data, verdict, List.of());
        List<String> lines = text.lines().toList();
        assertThat(lines).hasSizeLessThanOrEqualTo(GateMarkdown.MOST_LINES);
        List<String> table = lines.stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| ---") && !line.startsWith("| verdict"))
                .toList();
        long red = table.stream().filter(line -> line.startsWith("| REGRESSED")).count();
        assertThat(red).isEqualTo(Math.min(table.size(), number / 4));
        assertThat(table.subList(0, (int) red)).allMatch(line -> line.startsWith("| REGRESSED"));
        Matcher more = Pattern.compile("and (\\d+) more rows").matcher(text);
        int left = more.find() ? Integer.parseInt(more.group(1)) : 0;
        assertThat(table.size() + left).isEqualTo(number);
        assertThat(left == 0 || lines.size() == GateMarkdown.MOST_LINES).isTrue();
        assertThat(left > 100).isNotEqualTo(nearTheLimit);
    }

    @Test
    void markdownNamesNoMoreThanEightReasons() {
        List<String> reasons = new ArrayList<>();
        for (int i = 1; i <= 11; i++) {
            reasons.add("reason " + i);
        }
        GateVerdict few = new GateVerdict(Status.VOID, 1, reasons.subList(0, 8), many(4).rows());
        assertThat(GateMarkdown.of(data(), few, List.of()))
                .contains("- reason 8\n")
                .doesNotContain("more reasons");
        GateVerdict many = new GateVerdict(Status.VOID, 1, reasons, many(200).rows());
        String text = GateMarkdown.of(data(), many, List.of());
        assertThat(text).contains("- reason 8\n- and 3 more reasons\n").doesNotContain("reason 9");
        assertThat(text.lines()).hasSize(GateMarkdown.MOST_LINES);
    }

    @Test
    void markdownEndsWithTheNotes() {
        assertThat(GateMarkdown.of(data(), many(4), List.of("seen: 5 % | 10 %", "and more")))
                .endsWith("\n- seen: 5 % \\| 10 %\n- and more\n");
    }

    private static GateVerdict many(int number) {
        List<RowVerdict> rows = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            rows.add(new RowVerdict(
                    new RowKey("backend-" + i, "workload", Metric.CPU),
                    Arm.HEAD,
                    true,
                    i % 4 == 3 ? Outcome.REGRESSED : Outcome.EQUIVALENT,
                    4,
                    new Interval(1.01, 0.99, 1.03, 0.9, 12),
                    0.5,
                    ""));
        }
        return new GateVerdict(Status.REGRESSED, 4, List.of("a reason"), rows);
    }

    @Test
    void nastyNamesDoNotBreakAnyOutput() throws Exception {
        GateVerdict verdict = nasty(Status.VOID, Outcome.REGRESSED);
        Element suite = suite(verdict, Status.OnUndecided.REPORT);
        Element testCase = (Element) suite.getElementsByTagName("testcase").item(0);
        assertThat(testCase.getAttribute("classname"))
                .endsWith("<a href='x'>&\"]]>\uFFFD\uFFFD[31m|` # \uFFFD ü \uFFFD");
        assertThat(testCase.getTextContent()).contains("<a href='x'>&\"]]>").contains("void: ");
        String markdown = GateMarkdown.of(data(), verdict, List.of());
        assertThat(markdown).contains("&lt;a href='x'>&amp;").contains("\\|\\` # ");
        assertThat(GateConsole.of(data(), verdict, false)).doesNotContain("\u001b");
        Charts.Written chart = Charts.write(GateChart.of(data(), verdict), folder);
        parse(Files.readString(folder.resolve("gate-timed.svg")));
        String html = GatePage.of(data(), verdict, chart);
        assertThat(html).doesNotContain("<a href='x'>").contains("&lt;a href=&#39;x&#39;&gt;&amp;");
    }

    private static GateVerdict nasty(Status status, Outcome outcome) {
        RowVerdict row = new RowVerdict(
                new RowKey(NASTY, NASTY, Metric.CPU),
                Arm.HEAD,
                true,
                outcome,
                1,
                Interval.pointOnly(1.2, 0.9, 1),
                0.00001,
                NASTY);
        return new GateVerdict(status, 1, List.of(NASTY), List.of(row));
    }

    @ParameterizedTest
    @CsvSource({
        // status, arm, gated, outcome, what undecided is taken for, element
        "REGRESSED, HEAD, true, BROKEN, REPORT, failure",
        "REGRESSED, HEAD, true, REGRESSED, REPORT, failure",
        "REGRESSED, HEAD, true, EQUIVALENT, REPORT, ''",
        "REGRESSED, HEAD, true, IMPROVED, REPORT, ''",
        "REGRESSED, HEAD, true, NO_RISE, REPORT, ''",
        "UNDECIDED, HEAD, true, UNDECIDED, REPORT, skipped",
        "UNDECIDED, HEAD, true, UNDECIDED, PASS, ''",
        "UNDECIDED, HEAD, true, UNDECIDED, FAIL, failure",
        "VOID, HEAD, true, EQUIVALENT, REPORT, error",
        "VOID, HEAD, true, REGRESSED, REPORT, error",
        "VOID, HEAD, false, REGRESSED, REPORT, skipped",
        "PASS, HEAD, false, REGRESSED, FAIL, skipped",
        "PASS, HEAD, false, UNDECIDED, FAIL, ''",
        "VOID, NULL, true, REGRESSED, REPORT, error",
        "VOID, NULL, true, IMPROVED, REPORT, error",
        "VOID, NULL, true, EQUIVALENT, REPORT, ''",
        "PASS, NULL, true, UNDECIDED, FAIL, ''",
        "PASS, CANARY, true, REGRESSED, REPORT, ''",
        "VOID, CANARY, true, UNDECIDED, PASS, error",
        "VOID, CANARY, true, EQUIVALENT, REPORT, error"
    })
    void junitElements(
            Status status, Arm arm, boolean gated, Outcome outcome, Status.OnUndecided onUndecided, String element)
            throws Exception {
        RowVerdict row =
                new RowVerdict(GateFixture.row(0), arm, gated, outcome, 1, new Interval(1, 0.9, 1.1, 0.9, 3), 0.2, "");
        Element suite = suite(new GateVerdict(status, 1, List.of(), List.of(row)), onUndecided);
        assertThat(suite.getAttribute("tests")).isEqualTo("1");
        for (String kind : List.of("failure", "error", "skipped")) {
            int expected = kind.equals(element) ? 1 : 0;
            assertThat(suite.getElementsByTagName(kind).getLength()).isEqualTo(expected);
            assertThat(suite.getAttribute(kind.equals("skipped") ? kind : kind + "s"))
                    .isEqualTo(Integer.toString(expected));
        }
    }

    private static Element suite(GateVerdict verdict, Status.OnUndecided onUndecided) throws Exception {
        return parse(GateJunit.of(verdict, onUndecided));
    }

    private static Element parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
    }

    @Test
    void thePngIsTwiceTheSizeAndHasTheColoursOfItsOutcomes() throws IOException {
        GateData data = data();
        GateVerdict verdict = Decision.after(data, 4);
        Charts.Written chart = Charts.write(GateChart.of(data, verdict), folder);
        BufferedImage image = ImageIO.read(folder.resolve("gate-timed.png").toFile());
        assertThat(image.getWidth()).isEqualTo(2 * chart.drawing().width());
        assertThat(image.getHeight()).isEqualTo(2 * chart.drawing().height());
        for (Outcome outcome : List.of(Outcome.REGRESSED, Outcome.IMPROVED, Outcome.EQUIVALENT, Outcome.UNDECIDED)) {
            int rgb = OutcomeMark.of(outcome).color().getRGB();
            long pixels = java.util.stream.IntStream.range(0, image.getWidth() * image.getHeight())
                    .filter(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()) == rgb)
                    .count();
            assertThat(pixels).as("%s", outcome).isGreaterThan(200);
        }
    }

    @Test
    void theChartSaysInWordsWhatItShows() {
        GateData data = data();
        GateVerdict verdict = Decision.after(data, 4);
        var drawing = GateChart.of(data, verdict);
        assertThat(drawing.description())
                .startsWith("Forest plot. " + GateTexts.summary(verdict) + ". ")
                .contains("CANARY control, " + GateFixture.row(0) + ": +")
                .contains("REGRESSED.");
        assertThat(drawing.table().header()).startsWith("arm", "verdict", "backend");
        long timed = verdict.rows().stream()
                .filter(row -> row.row().metric().timed())
                .count();
        assertThat(drawing.table().rows()).hasSize((int) timed);
    }

    @Test
    void thePageNeedsNothingButItselfAndClosesWhatItOpens() throws IOException {
        GateData data = data();
        GateVerdict verdict = Decision.after(data, 4);
        String html = GatePage.of(data, verdict, Charts.write(GateChart.of(data, verdict), folder));
        assertThat(html)
                .contains("Content-Security-Policy")
                .contains("default-src 'none'")
                .doesNotContain("<img")
                .doesNotContain("src=\"http");
        for (String tag : List.of("section", "table", "div", "ul", "figure", "main", "tr", "td", "th")) {
            assertThat(html.split("<" + tag + "[ >]", -1)).as(tag).hasSameSizeAs(html.split("</" + tag + ">", -1));
        }
    }

    @Test
    void aPageWithoutPictureSaysWhy() {
        GateVerdict verdict = Decision.after(data(), 4);
        var absent = dev.spinlab.results.chart.Drawing.absent(
                "gate-timed", "t", dev.spinlab.results.chart.Question.COST, "no fonts");
        assertThat(GatePage.of(data(), verdict, new Charts.Written(absent, "", List.of())))
                .contains("Left out: no fonts.")
                .doesNotContain("<figure>");
    }
}
