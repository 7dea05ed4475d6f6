package dev.spinlab.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.results.fixture.JmhJson;
import dev.spinlab.results.fixture.RunFixture;
import dev.spinlab.results.measure.Measurements;
import dev.spinlab.results.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportBuilderTest {
    @TempDir
    Path folder;

    private final Locale before = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    @Test
    void aCleanRunHasNoWarningsAndNoBanner() throws IOException {
        Report report =
                ReportBuilder.build(RunFixture.in(folder).withoutControl().write());
        assertThat(report.file()).isEqualTo(folder.resolve("report.html"));
        assertThat(report.charts())
                .hasSizeGreaterThanOrEqualTo(8)
                .allSatisfy(file -> assertThat(file).isNotEmptyFile());
        // What the fixture has not measured; nothing else is to be said of it.
        assertThat(report.warnings()).allSatisfy(line -> assertThat(line).startsWith("chart '"));
        assertThat(report.hasViolations()).isFalse();
        assertThat(html()).doesNotContain("banner red\"").doesNotContain("class=\"red\"");
    }

    @Test
    void violationsMakeTheReportRed() throws IOException {
        Report report = ReportBuilder.build(RunFixture.in(folder).write());
        assertThat(report.hasViolations()).isTrue();
        assertThat(report.warnings())
                .contains("violations: unprotected-deferred-free in interrupted-create-delete, 1 task on 1 CPU, "
                        + "preemption=full, hardirq every 1000 steps: lost 42");
        String html = html();
        assertThat(html).contains("banner red");
        assertThat(html).contains("2 row(s) with violations");
        // One row in the verdict; a column of each of the two interrupted cases.
        assertThat(PageStructure.matches(html, "<tr class=\"red\"><th scope=\"row\">unprotected-deferred-free</th>"))
                .hasSize(1);
        assertThat(PageStructure.matches(html, "<tr class=\"red\">")).hasSize(1);
        assertThat(PageStructure.matches(html, "<th scope=\"col\" class=\"red\">unprotected-deferred-free</th>"))
                .hasSize(2);
    }

    @Test
    void theVerdictSaysWhoRefuses() throws IOException {
        ReportBuilder.build(RunFixture.in(folder).withoutControl().write());
        assertThat(html())
                .contains("up to 85.2 % of calls (create-delete, 2 tasks on 1 CPU, preemption=full)")
                .contains("up to 74.0 % of calls (interrupted-create-delete, 1 task on 1 CPU, preemption=full, hardirq "
                        + "every 1000 steps)")
                .contains("never, in 24,000 calls");
        assertThat(PageStructure.matches(html(), "<tr class=\"refuses\">")).hasSize(1);
    }

    @Test
    void aPartialUnpinnedRunSaysSo() throws IOException {
        Report report = ReportBuilder.build(
                RunFixture.in(folder).forks(1).partial().unpinned().write());
        assertThat(report.warnings())
                .contains("partial run: 100 of 165 planned forks were measured")
                .contains("not pinned: only 0 of 300 tasks (operation not permitted)")
                .contains("55 row(s) with a single fork, which gives no confidence interval");
        assertThat(html())
                .contains("banner caution")
                .contains("fork &lt;3&gt; ended &amp; said no")
                .contains("this machine has 2 CPUs")
                .contains("3.10 (interval n/a)");
        assertThat(report.warnings()).allSatisfy(line -> assertThat(line).doesNotContain("\n"));
    }

    @Test
    void measuresThatOnlySomeRunsHaveAreShownWhereTheyAre() throws IOException {
        Path root = RunFixture.in(folder).write();
        JmhJson row = new JmhJson("CreateDelete", 2)
                .param("backend", "rqspinlock")
                .score(new double[][] {{1e6}, {1.1e6}})
                .metric("longestWaitNanos", new double[][] {{3e6}, {5e6}})
                .metric("recovery.EDEADLK.p50", new double[][] {{850}, {850}})
                .metric("recovery.EDEADLK.max", new double[][] {{2000}, {2500}})
                .metric("competingShare", new double[][] {{0.9}, {0.91}})
                .metric("proportionality", new double[][] {{1.2}, {1.2}});
        Files.writeString(RunDirectory.jmhFile(root), JmhJson.array(List.of(row)));
        Report report = ReportBuilder.build(root);
        assertThat(html())
                .contains("<th scope=\"row\">longest wait</th>\n<td class=\"plain\">5 ms</td>")
                .contains(
                        "<th scope=\"row\">time until EDEADLK, median / worst</th>\n<td class=\"plain\">850 ns / 2.5 µs</td>")
                .doesNotContain("grace period, trace");
        assertThat(report.warnings())
                .contains("1 row(s) in which all tasks competed for less than 95.0 % of the time")
                .contains("1 row(s) in which twice the operations did not take twice the time within 5.0 %");
    }

    @Test
    void aNarrowedRunLeavesChartsOut() throws IOException {
        Report report = ReportBuilder.build(RunFixture.in(folder)
                .only(row -> row.benchmark().contains("LockUnlock"))
                .write());
        assertThat(report.charts()).noneMatch(file -> file.toString().contains("failures"));
        assertThat(report.warnings())
                .contains("chart 'Calls until a create succeeds' left out: the run has no retry-create rows with "
                        + "latency=off and counted calls");
        assertThat(PageStructure.matches(html(), "<p class=\"absent\">Left out: "))
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void scoresThatAreNoNumbersAreShownAsUnknown() throws IOException {
        Path root = RunFixture.in(folder).write();
        JmhJson row = new JmhJson("CreateDelete", 2)
                .param("backend", "rqspinlock")
                .score(new double[][] {{Double.NaN}, {Double.POSITIVE_INFINITY}});
        Files.writeString(RunDirectory.jmhFile(root), JmhJson.array(List.of(row)));
        Report report = ReportBuilder.build(root);
        assertThat(report.warnings()).contains("1 row(s) without a finite score");
        assertThat(html()).contains("n/a").doesNotContain("NaN").doesNotContain("Infinity");
    }

    @Test
    void theSameRunGivesTheSameBytesInEveryLocale() throws IOException {
        Path root = RunFixture.in(folder).write();
        Locale.setDefault(Locale.US);
        ReportBuilder.build(root);
        String first = html();
        String summary = summary(root);
        Locale.setDefault(Locale.GERMANY);
        ReportBuilder.build(root);
        assertThat(html()).isEqualTo(first);
        assertThat(summary(root)).isEqualTo(summary);
    }

    @Test
    void thePageNeedsNothingButItself() throws IOException {
        ReportBuilder.build(RunFixture.in(folder).write());
        String html = html();
        assertThat(html)
                .contains("content=\"default-src 'none'; base-uri 'none'")
                .contains("script-src '" + Script.hash() + "'")
                .doesNotContain("<link")
                .doesNotContain("<img")
                .doesNotContain("href=\"http")
                .doesNotContain("src=")
                .doesNotContain("url(http")
                .doesNotContain("@import");
        assertThat(PageStructure.matches(html, "<script")).hasSize(1);
        assertThat(PageStructure.matches(html, "href=\"[^#.][^\"]*\"")).isEmpty();
        assertThat(html).contains("prefers-color-scheme: dark").contains("width=device-width");
        assertThat(html).doesNotContain("AMD EPYC <test>").contains("AMD EPYC &lt;test&gt;");
    }

    @Test
    void theStructureIsSound() throws IOException {
        ReportBuilder.build(RunFixture.in(folder).write());
        PageStructure.assertSound(html());
    }

    private String html() throws IOException {
        return Files.readString(folder.resolve("report.html"));
    }

    private static String summary(Path root) {
        return ConsoleSummary.render(Measurements.of(RunDirectory.open(root)));
    }
}
