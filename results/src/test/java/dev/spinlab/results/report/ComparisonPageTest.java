package dev.spinlab.results.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spinlab.results.compare.Comparison;
import dev.spinlab.results.fixture.RunFixture;
import dev.spinlab.results.measure.Measurements;
import dev.spinlab.results.run.BadRunException;
import dev.spinlab.results.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonPageTest {
    @TempDir
    Path folder;

    @Test
    void thePageIsSoundAndNeedsNothingButItself() throws IOException {
        Path page = folder.resolve("page.html");
        ComparisonPage.write(comparison(), page);
        String html = Files.readString(page);
        PageStructure.assertSound(html);
        assertThat(html)
                .contains("all tasks pinned true against false")
                .contains("<td>1 (0.956 to 1.05)</td>")
                .contains("only in A: unprotected-deferred-free in ")
                .doesNotContain("http:")
                .doesNotContain("https:");
    }

    @Test
    void theTextHasALinePerBackendAndStaysWithinTheWidth() {
        String text = ComparisonText.render(comparison());
        assertThat(text)
                .contains("A: " + folder.resolve("a"))
                .contains("note: partial run " + folder.resolve("b") + ": 100 of 165 planned forks were measured")
                .contains("\ncreate-delete, 2 tasks on 1 CPU, preemption=full\n")
                .contains(
                        "  percpu-counter            1 (0.956 to 1.05)      1 (0.956 to 1.05)      85.2 % > 85.2 % -\n")
                .endsWith("goodput differs in 0 of 44 rows with intervals (*); chance alone would make about 2.20 "
                        + "differ\n");
        assertThat(text.lines().filter(line -> line.startsWith("  ")))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(ConsoleSummary.WIDTH));
    }

    @Test
    void aPageThatCannotBeWrittenIsOneLine() {
        Path nowhere = folder.resolve("no/such/folder/page.html");
        assertThatExceptionOfType(BadRunException.class)
                .isThrownBy(() -> ComparisonPage.write(comparison(), nowhere))
                .withMessageStartingWith(nowhere + ": cannot be written (");
    }

    private Comparison comparison() {
        Path a = RunFixture.in(folder.resolve("a")).write();
        Path b = RunFixture.in(folder.resolve("b"))
                .withoutControl()
                .partial()
                .unpinned()
                .write();
        return Comparison.of(Measurements.of(RunDirectory.open(a)), Measurements.of(RunDirectory.open(b)));
    }
}
