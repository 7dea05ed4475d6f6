package dev.spinlab.results.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.results.fixture.FullRun;
import dev.spinlab.results.measure.Measurements;
import dev.spinlab.results.run.RunDirectory;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every chart, drawn once from a run that has data for all. */
class AllChartsTest {
    @TempDir
    static Path folder;

    private static List<Charts.Written> charts = List.of();

    @BeforeAll
    static void draw() {
        Path root = FullRun.write(folder.resolve("run"));
        charts = Charts.write(Measurements.of(RunDirectory.open(root)), root.resolve("charts"));
    }

    @Test
    void noneIsLeftOut() {
        assertThat(charts.size()).isEqualTo(22);
        charts.forEach(chart -> {
            assertThat(chart.drawing().absent()).as(chart.id()).isNull();
            assertThat(chart.files())
                    .hasSize(2)
                    .allSatisfy(file -> assertThat(file).isNotEmptyFile());
        });
    }

    @Test
    void everyQuestionHasItsCharts() {
        Map<Question, Set<String>> ids = charts.stream()
                .collect(Collectors.groupingBy(
                        Charts.Written::question,
                        TreeMap::new,
                        Collectors.mapping(Charts.Written::id, Collectors.toSet())));
        assertThat(ids.get(Question.FAIL)).containsExactly("failures");
        assertThat(ids.get(Question.WAIT))
                .containsExactlyInAnyOrder(
                        "calls-until-success",
                        "time-until-success",
                        "latency",
                        "latency-ccdf",
                        "latency-open-loop",
                        "recovery-time",
                        "fairness");
        assertThat(ids.get(Question.COST))
                .containsExactlyInAnyOrder(
                        "goodput",
                        "goodput-cpus",
                        "cpu-time",
                        "cpu-time-cpus",
                        "ratio",
                        "pareto",
                        "cost-breakdown",
                        "lookup-maps",
                        "overcommit",
                        "other-work",
                        "drift");
        assertThat(ids.get(Question.MEMORY)).containsExactlyInAnyOrder("backlog", "unlink-to-free", "grace-periods");
    }

    @Test
    void everyMarkOfABackendLiesInItsGroup() {
        charts.forEach(chart -> {
            SvgMarks marks = SvgMarks.of(chart.svg());
            assertThat(marks.strays(FullRun.BACKENDS)).as(chart.id()).isEmpty();
            assertThat(marks.backends()).as(chart.id()).isNotEmpty().isSubsetOf(FullRun.BACKENDS);
        });
    }

    @Test
    void aMarkOutsideItsGroupIsFound() {
        String svg = charts.get(0).svg();
        SvgMarks damaged =
                SvgMarks.of(svg.replaceFirst("data-backend=\"rqspinlock\"", "data-backend=\"percpu-counter\""));
        assertThat(damaged.strays(FullRun.BACKENDS)).isNotEmpty();
    }

    @Test
    void everyMarkThatStandsForANumberSaysIt() {
        charts.forEach(chart -> {
            SvgMarks marks = SvgMarks.of(chart.svg());
            assertThat(marks.titles().keySet()).as(chart.id()).isEqualTo(marks.backends());
            assertThat(marks.titledTwice()).as(chart.id()).isEmpty();
            marks.titles()
                    .forEach((backend, titles) -> assertThat(titles)
                            .as(chart.id())
                            .allSatisfy(title -> assertThat(title)
                                    .startsWith(backend)
                                    .matches("(?s).*\\d.*")
                                    .doesNotContain("NaN")));
        });
    }

    @Test
    void theLegendIsPartOfTheGroups() {
        charts.forEach(chart -> {
            SvgMarks marks = SvgMarks.of(chart.svg());
            Set<String> named = new HashSet<>(marks.textsInGroups());
            assertThat(marks.backends()).as(chart.id()).allMatch(named::contains);
        });
    }

    @Test
    void textIsWithinThePictureAndApart() {
        charts.forEach(chart -> {
            SvgMarks marks = SvgMarks.of(chart.svg());
            assertThat(marks.clipped()).as(chart.id()).isEmpty();
            assertThat(marks.overlapping()).as(chart.id()).isEmpty();
        });
    }

    @Test
    void aTextThatIsClippedOrCoveredIsFound() {
        String svg = charts.get(0).svg();
        SvgMarks wide =
                SvgMarks.of(svg.replaceFirst(">Share of refused calls</text", ">" + "wide ".repeat(60) + "</text"));
        assertThat(wide.clipped()).isNotEmpty();
        SvgMarks twice = SvgMarks.of(svg.replaceFirst("(<text [^>]*>[^<]*</text\\s*>)", "$1$1"));
        assertThat(twice.overlapping()).isNotEmpty();
    }

    @Test
    void noNeutralColourIsLeftAsItIsInTheDark() {
        Set<String> known =
                DarkGround.INSTEAD.keySet().stream().map(SvgMarks::css).collect(Collectors.toSet());
        charts.forEach(chart -> {
            assertThat(chart.svg()).contains("class=\"spinlab-chart\"").contains("prefers-color-scheme: dark");
            assertThat(SvgMarks.of(chart.svg()).colorsOutsideGroups())
                    .as(chart.id())
                    .isSubsetOf(known);
        });
        known.forEach(color -> assertThat(DarkGround.STYLE).contains("[fill=\"" + color + "\"]"));
    }

    @Test
    void everyChartHasItsNumbersAsTextAndAsTable() {
        charts.forEach(chart -> {
            Set<String> backends = SvgMarks.of(chart.svg()).backends();
            assertThat(chart.table().header())
                    .as(chart.id())
                    .contains("backend")
                    .doesNotHaveDuplicates();
            int column = chart.table().header().indexOf("backend");
            assertThat(chart.table().rows().stream().map(row -> row.get(column)).collect(Collectors.toSet()))
                    .as(chart.id())
                    .isEqualTo(backends);
            assertThat(chart.table().rows()).allSatisfy(row -> assertThat(row).noneMatch(cell -> cell.contains("NaN")));
            assertThat(chart.altText()).as(chart.id()).matches("(?s).*\\d.*").hasSizeGreaterThan(40);
            assertThat(chart.drawing().see()).isNotBlank();
            assertThat(chart.drawing().caution()).isNotBlank();
        });
    }

    @Test
    void theKneeStandsBetweenSixteenAndSeventeenMaps() {
        SvgMarks marks = SvgMarks.of(chart("lookup-maps").svg());
        double knee = marks.placeOf("16 cache slots");
        assertThat(knee).isBetween(marks.placeOf("16"), marks.placeOf("17"));
    }

    @Test
    void recoveryIsCountedInTheKernelsBins() {
        DataTable table = chart("recovery-time").table();
        assertThat(table.rows())
                .anySatisfy(row -> assertThat(row)
                        .startsWith("AA, current", "rqspinlock", "EDEADLK", "1,000")
                        .endsWith("up to 1 ms"))
                .anySatisfy(row -> assertThat(row)
                        .startsWith("stuck owner, v6_15", "rqspinlock", "ETIMEDOUT")
                        .endsWith("250 to 1000 ms"));
    }

    @Test
    void driftKnowsEveryFork() {
        assertThat(chart("drift").table().rows()).hasSize(1315);
        assertThat(chart("drift").table().rows().get(7).get(0)).isEqualTo("7");
    }

    private static Charts.Written chart(String id) {
        return charts.stream()
                .filter(chart -> chart.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
