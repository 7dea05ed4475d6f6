package dev.spinlab.results.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spinlab.results.claims.ClaimsFile;
import dev.spinlab.results.compare.Comparison;
import dev.spinlab.results.fixture.ClaimsFixture;
import dev.spinlab.results.fixture.MatrixFixture;
import dev.spinlab.results.fixture.RunFixture;
import dev.spinlab.results.matrix.VerdictMatrixFile;
import dev.spinlab.results.measure.Measurements;
import dev.spinlab.results.report.ComparisonPage;
import dev.spinlab.results.report.ReportBuilder;
import dev.spinlab.results.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportInBrowserTest {
    /** Where {@code -Dscreenshots=FOLDER} puts pictures for a person to look at. */
    private static final @Nullable String SCREENSHOTS = System.getProperty("screenshots");

    @TempDir
    static Path folder;

    private static @Nullable Chromium browser;
    private static Path report = Path.of("");
    private static Path comparison = Path.of("");

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> program = Chromium.find();
        if (program.isEmpty()) {
            System.err.println(
                    "*** SKIPPED: the report was NOT tested in a browser, since no chromium was found on the "
                            + "PATH or by the variable CHROMIUM; install the package 'chromium' ***");
        }
        assumeTrue(program.isPresent(), "no chromium on the PATH or by the variable CHROMIUM");
        Path run = RunFixture.in(folder.resolve("run")).write();
        VerdictMatrixFile.write(run, MatrixFixture.matrix());
        ClaimsFile.write(run, ClaimsFixture.claims());
        report = ReportBuilder.build(run).file();
        Path other = RunFixture.in(folder.resolve("other")).partial().write();
        comparison = folder.resolve("comparison.html");
        ComparisonPage.write(
                Comparison.of(Measurements.of(RunDirectory.open(run)), Measurements.of(RunDirectory.open(other))),
                comparison);
        browser = Chromium.start(program.orElseThrow(), folder.resolve("profile"));
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void nothingIsComplainedOfAndNothingLeavesThePage() throws Exception {
        try (BrowserPage page = open(report, 1280, 800)) {
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
            assertThat(page.complaints()).isEmpty();
            assertThat(page.requests()).containsExactly(report.toUri().toString());
        }
    }

    @Test
    void theBrowserTellsOfErrorsAndRequests() throws Exception {
        Path bad = folder.resolve("bad.html");
        Files.writeString(bad, """
                <!DOCTYPE html><meta charset="utf-8"><title>bad</title>
                <img src="http://example.invalid/x.png" alt=""><script>console.error('seen')</script>
                """);
        try (BrowserPage page = open(bad, 1280, 800)) {
            assertThat(page.complaints()).anySatisfy(line -> assertThat(line).contains("seen"));
            assertThat(page.requests()).contains("http://example.invalid/x.png");
        }
        Files.writeString(
                bad,
                Files.readString(report)
                        .replace(
                                "</main>",
                                "<img src=\"http://example.invalid/x.png\" alt=\"\"/>"
                                        + "<script>document.title = 'ran'</script></main>"));
        try (BrowserPage page = open(bad, 1280, 800)) {
            assertThat(page.complaints())
                    .as("the policy of the page stops pictures from outside and scripts that are not its own")
                    .anySatisfy(line -> assertThat(line).contains("img-src"))
                    .anySatisfy(line -> assertThat(line).contains("script-src"));
            assertThat(page.evaluate("document.title").stringValue()).isNotEqualTo("ran");
        }
    }

    @Test
    void everythingOnTheFirstScreenFitsADesktop() throws Exception {
        try (BrowserPage page = open(report, 1280, 800)) {
            for (String part : new String[] {"h1", ".switches", ".marks", ".brief", ".deciding .panels"}) {
                assertThat(bottom(page, part)).as(part).isBetween(1.0, 800.0);
            }
            for (String box : new String[] {".marks", ".brief"}) {
                assertThat(page.evaluate(
                                        "(b => b.scrollHeight <= b.clientHeight + 1 && b.scrollWidth <= b.clientWidth + 1)"
                                                + "(document.querySelector('" + box + "').parentNode)")
                                .booleanValue())
                        .as(box + " is whole within its box")
                        .isTrue();
            }
            assertNoSidewaysScrolling(page);
            shoot(page, "desktop");
            page.dark();
            shoot(page, "desktop-dark");
        }
    }

    @Test
    void theEssentialsFitAPhone() throws Exception {
        try (BrowserPage page = open(report, 390, 844)) {
            for (String part : new String[] {
                "h1", "section[aria-labelledby=verdicts] .summary", ".marks tbody tr", ".brief tbody tr"
            }) {
                assertThat(bottom(page, part)).as(part).isBetween(1.0, 844.0);
            }
            assertThat(bottom(page, ".deciding .panel-title")).isBetween(1.0, 800.0);
            assertNoSidewaysScrolling(page);
            shoot(page, "phone");
            page.dark();
            shoot(page, "phone-dark");
        }
    }

    @Test
    void aComparisonIsReadOnAnyScreenAndAsksForNothing() throws Exception {
        for (int width : new int[] {1280, 390}) {
            try (BrowserPage page = open(comparison, width, 844)) {
                assertThat(page.complaints()).isEmpty();
                assertThat(page.requests()).containsExactly(comparison.toUri().toString());
                assertNoSidewaysScrolling(page);
                assertThat(bottom(page, "h1")).isBetween(1.0, 844.0);
                assertThat(page.evaluate(CONTRAST).doubleValue()).isBetween(4.5, 21.0);
                shoot(page, "comparison-" + width);
                page.dark();
                assertThat(page.evaluate(CONTRAST).doubleValue()).isBetween(4.5, 21.0);
                shoot(page, "comparison-dark-" + width);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"320, 640", "600, 800", "1024, 768", "1920, 1080"})
    void noWindowScrollsSideways(int width, int height) throws Exception {
        try (BrowserPage page = open(report, width, height)) {
            assertNoSidewaysScrolling(page);
        }
    }

    @Test
    void aBackendIsSwitchedOffAndOnByKeyboard() throws Exception {
        try (BrowserPage page = open(report, 1280, 800)) {
            int all = visibleMarks(page, "rqspinlock");
            int others = visibleMarks(page, "percpu-counter");
            assertThat(all).isPositive();
            page.evaluate("document.getElementById('show-1').focus()");
            page.press(" ", "Space", 32);
            assertThat(visibleMarks(page, "rqspinlock")).isZero();
            assertThat(visibleMarks(page, "percpu-counter")).isEqualTo(others);
            shoot(page, "switched-off");
            page.press(" ", "Space", 32);
            assertThat(visibleMarks(page, "rqspinlock")).isEqualTo(all);
        }
    }

    @Test
    void arrowKeysTellTheNumbersOfTheMarksThatAreShown() throws Exception {
        try (BrowserPage page = open(report, 1280, 800)) {
            page.evaluate("document.querySelector('.deciding .chart').focus()");
            page.press("ArrowRight", "ArrowRight", 39);
            assertThat(readout(page)).isEqualTo("percpu-counter, refused per call: 85.2 % (alike in all forks)");
            page.press("ArrowRight", "ArrowRight", 39);
            assertThat(readout(page)).startsWith("percpu-counter, refused per time: 47.0 % (");
            page.evaluate("document.getElementById('show-0').click()");
            page.evaluate("document.querySelector('.deciding .chart').focus()");
            page.press("ArrowRight", "ArrowRight", 39);
            assertThat(readout(page)).startsWith("rqspinlock, refused per call: 0 %");
            page.press("Escape", "Escape", 27);
            assertThat(readout(page)).startsWith("Numbers: ");
        }
    }

    @Test
    void pointingAtAMarkTellsItsNumbers() throws Exception {
        try (BrowserPage page = open(report, 1280, 800)) {
            String mark =
                    "document.querySelector('.deciding [data-backend=\"rqspinlock\"] rect').getBoundingClientRect()";
            double x = page.evaluate(mark + ".x").doubleValue();
            double y = page.evaluate(mark + ".y").doubleValue();
            page.point(x + 3, y + 3);
            assertThat(readout(page)).startsWith("rqspinlock, refused per call: 0 %");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void textStandsOutFromItsGround(boolean dark) throws Exception {
        try (BrowserPage page = open(report, 1280, 800)) {
            if (dark) {
                page.dark();
            }
            double least = page.evaluate(CONTRAST).doubleValue();
            assertThat(least).isBetween(4.5, 21.0);
        }
    }

    /** The least contrast of a text with the ground behind it, outside of charts, as WCAG computes it. */
    private static final String CONTRAST = """
            (() => {
              const rgb = text => (text.match(/[\\d.]+/g) || []).map(Number);
              const light = color => color.slice(0, 3).map(v => v / 255)
                .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
                .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
              const ground = element => {
                for (let at = element; at; at = at.parentElement) {
                  const color = rgb(getComputedStyle(at).backgroundColor);
                  if (color.length === 3 || color[3] > 0) return color;
                }
                return [255, 255, 255];
              };
              let least = 21;
              for (const element of document.querySelectorAll('body *:not(svg):not(svg *):not(script)')) {
                const own = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
                if (!own) continue;
                const [a, b] = [light(rgb(getComputedStyle(element).color)), light(ground(element))].sort((x, y) => y - x);
                least = Math.min(least, (a + 0.05) / (b + 0.05));
              }
              return least;
            })()""";

    private static int visibleMarks(BrowserPage page, String backend) throws Exception {
        return page.evaluate("[...document.querySelectorAll('figure [data-backend=\"" + backend
                        + "\"]')].filter(mark => mark.getClientRects().length > 0).length")
                .intValue();
    }

    private static String readout(BrowserPage page) throws Exception {
        return page.evaluate("document.querySelector('.deciding .readout').textContent")
                .stringValue();
    }

    private static double bottom(BrowserPage page, String selector) throws Exception {
        return page.evaluate("document.querySelector('" + selector + "').getBoundingClientRect().bottom")
                .doubleValue();
    }

    private static void assertNoSidewaysScrolling(BrowserPage page) throws Exception {
        assertThat(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                        .intValue())
                .isZero();
    }

    private static void shoot(BrowserPage page, String name) throws Exception {
        if (SCREENSHOTS != null) {
            page.screenshot(Path.of(SCREENSHOTS, name + ".png"), false);
        }
    }

    private static BrowserPage open(Path file, int width, int height) throws Exception {
        Chromium started = browser;
        if (started == null) {
            throw new IOException("no browser");
        }
        return BrowserPage.open(started, file, width, height);
    }
}
