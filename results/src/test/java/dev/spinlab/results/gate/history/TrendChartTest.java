package dev.spinlab.results.gate.history;

import static dev.spinlab.results.fixture.Pixels.contrast;
import static dev.spinlab.results.fixture.Pixels.count;
import static dev.spinlab.results.gate.export.Direction.GREATER_IS_BETTER;
import static dev.spinlab.results.gate.export.Direction.SMALLER_IS_BETTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.results.chart.Charts;
import dev.spinlab.results.fixture.Golden;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class TrendChartTest {
    private static final Pattern COLOR = Pattern.compile("(?:fill|stroke)=\"(rgb\\([0-9,]+\\))\"");

    @TempDir
    Path folder;

    private final Locale before = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    private static Trends trends() {
        List<HistoryEntry> entries = new ArrayList<>();
        double[] step = Series.of(48, 0.01, 5, i -> i < 18 ? 126 : i < 35 ? 133 : 120);
        double[] rate = Series.of(48, 0.01, 6, i -> i < 30 ? 5.1e6 : 4.6e6);
        double[] quiet = Series.of(48, 0.015, 7, i -> 38);
        for (int day = 0; day < 48; day++) {
            Map<String, HistoryEntry.Row> rows = new TreeMap<>();
            rows.put(
                    "llist-deferred-free/create+delete cpuNanosPerSuccess",
                    Histories.row(SMALLER_IS_BETTER, step[day]));
            rows.put("rqspinlock/lock+unlock goodput", Histories.row(GREATER_IS_BETTER, rate[day]));
            rows.put("rqspinlock/lookup-hit cpuNanosPerSuccess", Histories.row(SMALLER_IS_BETTER, quiet[day]));
            if (day > 40) {
                rows.put(
                        "rqspinlock/lookup-hit p99Nanos",
                        new HistoryEntry.Row("ns", SMALLER_IS_BETTER, 90 + day, null, null, null, "UNDECIDED"));
            }
            entries.add(Histories.entry(day, Histories.MACHINE, rows));
        }
        return TrendFinder.find(new History(entries, List.of()), Histories.MACHINE, EDivisive.Settings.DEFAULT);
    }

    @Test
    void looksAsExpectedInEveryLocale() throws IOException {
        Locale.setDefault(Locale.GERMANY);
        TrendChart.write(trends(), folder);
        Golden.check("trend.svg", Files.readString(folder.resolve("trend.svg")));
    }

    @Test
    void followsTheReaderIntoTheDark() {
        String svg = TrendChart.write(trends(), folder).svg();
        assertThat(svg).contains("class=\"spinlab-chart\"").contains("prefers-color-scheme: dark");
        Set<String> colors = new HashSet<>();
        Matcher matcher = COLOR.matcher(svg);
        while (matcher.find()) {
            colors.add(matcher.group(1));
        }
        String style = svg.substring(svg.indexOf("<style"), svg.indexOf("</style"));
        assertThat(colors).contains("rgb(213,94,0)", "rgb(0,114,178)", "rgb(34,34,34)", "rgb(118,118,118)");
        colors.remove("rgb(213,94,0)");
        colors.remove("rgb(0,114,178)");
        colors.remove("rgb(0,0,0)");
        assertThat(colors).allSatisfy(color -> assertThat(style).contains("[fill=\"" + color + "\"]"));
    }

    @Test
    void theColoursOfChangesAreSeenOnBothGrounds() {
        for (Color color : List.of(TrendPanel.WORSE, TrendPanel.BETTER)) {
            assertThat(contrast(color, Color.WHITE)).isGreaterThanOrEqualTo(3);
            assertThat(contrast(color, new Color(0x16181C))).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void thePngIsTwiceTheSizeAndShowsTheChanges() throws IOException {
        Charts.Written written = TrendChart.write(trends(), folder);
        assertThat(written.files()).containsExactly(folder.resolve("trend.svg"), folder.resolve("trend.png"));
        BufferedImage image = ImageIO.read(folder.resolve("trend.png").toFile());
        assertThat(image.getWidth()).isEqualTo(2100);
        assertThat(image.getHeight()).isEqualTo(2 * written.drawing().height());
        assertThat(count(image, TrendPanel.WORSE)).isGreaterThan(500);
        assertThat(count(image, TrendPanel.BETTER)).isGreaterThan(250);
    }

    @Test
    void saysInWordsAndNumbersWhatItShows() {
        Charts.Written written = TrendChart.write(trends(), folder);
        assertThat(written.altText())
                .startsWith("Panels of 48 gates, one per row. ")
                .contains(
                        "create+delete cpuNanosPerSuccess (ns/op, smaller is better, 48 values): 2026-01-19 0000000000 +")
                .contains(" worse (p = ")
                .contains("; 2026-02-05 ")
                .contains(" better (p = ")
                .contains("lookup-hit cpuNanosPerSuccess (ns/op, smaller is better, 48 values): no change. ")
                .endsWith(
                        "p99Nanos (ns, smaller is better, 7 values): no search: 7 values, a change needs at least 12.");
        assertThat(written.table().header())
                .containsExactly(
                        "row",
                        "unit",
                        "time",
                        "commit",
                        "value",
                        "from",
                        "to",
                        "verdict",
                        "median of its piece",
                        "change");
        assertThat(written.table().rows()).hasSize(48 * 3 + 7);
        assertThat(written.table().rows().get(17).get(9)).isEmpty();
        assertThat(written.table().rows().get(18).get(9)).startsWith("+").endsWith("% worse".substring(2));
        assertThat(written.table().rows().get(18).get(2)).isEqualTo("2026-01-19T06:00:00Z");
        assertThat(written.table().rows().get(0).get(8))
                .isEqualTo(written.table().rows().get(17).get(8))
                .isNotEqualTo(written.table().rows().get(18).get(8));
        assertThat(written.table().rows().get(150))
                .containsExactly(
                        "rqspinlock/lookup-hit p99Nanos",
                        "ns",
                        "2026-02-17T06:00:00Z",
                        "0000000000000000000000000000000000000047",
                        "137",
                        "",
                        "",
                        "UNDECIDED",
                        "134",
                        "");
        assertThat(written.drawing().see()).contains("200");
        assertThat(written.drawing().caution()).isNotBlank();
    }

    @Test
    void textsAreWithinThePictureAndOnLinesOfTheirOwn() throws Exception {
        Charts.Written written = TrendChart.write(trends(), folder);
        Set<String> places = new HashSet<>();
        for (Element text : texts(written.svg())) {
            String words = text.getTextContent().strip();
            double x = Double.parseDouble(text.getAttribute("x"));
            double y = Double.parseDouble(text.getAttribute("y"));
            assertThat(x).as(words).isBetween(0.0, 1050 - 7.2 * words.length());
            assertThat(y).as(words).isBetween(12.0, (double) written.drawing().height());
            assertThat(places.add(x + "," + y)).as(words).isTrue();
        }
    }

    @Test
    void onlyTheLatestValuesAreDrawn() throws Exception {
        double[] values = Series.of(260, 0.01, 9, i -> i < 30 ? 100 : i < 200 ? 110 : 100);
        Charts.Written written = TrendChart.write(
                TrendFinder.find(
                        Histories.of(SMALLER_IS_BETTER, values), Histories.MACHINE, EDivisive.Settings.DEFAULT),
                folder);
        assertThat(written.table().rows()).hasSize(260);
        List<String> words = texts(written.svg()).stream()
                .map(text -> text.getTextContent().strip())
                .toList();
        assertThat(words)
                .contains("2026-03-02 0000000000", "2026-09-17 0000000000")
                .contains("2")
                .doesNotContain("1", "2026-01-01 0000000000");
        assertThat(written.svg().split("<circle", -1)).hasSize(201);
        assertThat(written.svg()).contains("rgb(0,114,178)").doesNotContain("rgb(213,94,0)");
    }

    @Test
    void aSingleValueIsDrawnToo() throws Exception {
        Charts.Written written = TrendChart.write(
                TrendFinder.find(Histories.of(SMALLER_IS_BETTER, 5), Histories.MACHINE, EDivisive.Settings.DEFAULT),
                folder);
        assertThat(texts(written.svg()).stream()
                        .map(text -> text.getTextContent().strip()))
                .contains("no search: 1 value, a change needs at least 10")
                .containsOnlyOnce("2026-01-01 0000000000");
    }

    @Test
    void ofExactFiguresOnlyThoseThatChangedAreDrawnTheWorseFirst() throws Exception {
        Map<String, double[]> courses = new TreeMap<>();
        courses.put("a better", new double[] {5, 5, 4});
        courses.put("b same", new double[] {5, 5, 5});
        courses.put("c worse", new double[] {5, 6, 6});
        Charts.Written written = TrendChart.write(ExactTrend.find(Histories.exact(courses)), folder);
        assertThat(written.files())
                .containsExactly(folder.resolve("trend-exact.svg"), folder.resolve("trend-exact.png"));
        assertThat(written.altText())
                .isEqualTo("Panels of 3 gates, one per row. c worse (steps, smaller is better, 3 values): "
                        + "2026-01-02 0000000000 +20.0 % worse. a better (steps, smaller is better, 3 values): "
                        + "2026-01-03 0000000000 -20.0 % better.");
        assertThat(written.table().rows()).hasSize(6);
        assertThat(texts(written.svg()).stream()
                        .map(text -> text.getTextContent().strip()))
                .contains("Trend of the exact figures", "3 exact gates; every difference is a change");
        courses.keySet().removeIf(key -> !key.equals("b same"));
        Charts.Written nothing = TrendChart.write(ExactTrend.find(Histories.exact(courses)), folder);
        assertThat(nothing.drawing().absent()).isEqualTo("no exact figure changed in the history");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void noMorePanelsThanAnybodyWouldLookAtTheChangedOnesFirst() {
        Map<String, double[]> courses = new TreeMap<>();
        for (int i = 0; i < 30; i++) {
            double factor = i == 29 ? 1.2 : 1;
            courses.put("row " + (char) ('A' + i), Series.of(40, 0.01, i, day -> day < 20 ? 100 : 100 * factor));
        }
        Trends trends = TrendFinder.find(
                Histories.of(Histories.MACHINE, SMALLER_IS_BETTER, courses),
                Histories.MACHINE,
                EDivisive.Settings.DEFAULT);
        assertThat(trends.worse()).hasSize(1);
        Charts.Written written = TrendChart.write(trends, folder);
        assertThat(written.table().rows()).hasSize(24 * 40);
        assertThat(written.table().rows().get(0).get(0)).isEqualTo("row " + (char) ('A' + 29));
    }

    @Test
    void withoutARowTheChartIsAbsentAndAnEarlierOneIsRemoved() {
        TrendChart.write(trends(), folder);
        Charts.Written written = TrendChart.write(new Trends("m", 0, 4, 0.01, List.of()), folder);
        assertThat(written.drawing().absent()).isEqualTo("the history has no gate of machine m");
        assertThat(folder).isEmptyDirectory();
    }

    private static List<Element> texts(String svg) throws Exception {
        NodeList nodes = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getElementsByTagName("text");
        List<Element> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add((Element) nodes.item(i));
        }
        return texts;
    }
}
