package dev.spinlab.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.results.fixture.MatrixFixture;
import dev.spinlab.results.fixture.RunFixture;
import dev.spinlab.results.matrix.VerdictMatrix;
import dev.spinlab.results.matrix.VerdictMatrixFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictsSectionTest {
    @TempDir
    Path folder;

    @BeforeEach
    void write() {
        RunFixture.in(folder)
                .only(row -> row.benchmark().contains("LockUnlock"))
                .write();
    }

    @Test
    void aRunWithoutAMatrixSaysWhatWasMeasuredInstead() throws IOException {
        Report report = ReportBuilder.build(folder);
        assertThat(html())
                .contains("no schedule was explored")
                .contains("<th scope=\"row\">percpu-counter</th>\n<td>")
                .doesNotContain("Verdict matrix");
        assertThat(report.charts()).doesNotContain(folder.resolve("charts/verdict-matrix.svg"));
    }

    @Test
    void aRunWithAMatrixShowsItWithItsBreaksAndWords() throws IOException {
        VerdictMatrixFile.write(folder, MatrixFixture.matrix());
        Report report = ReportBuilder.build(folder);
        assertThat(report.charts())
                .contains(folder.resolve("charts/verdict-matrix.svg"), folder.resolve("charts/verdict-matrix.png"))
                .allSatisfy(file -> assertThat(file).isNotEmptyFile());
        assertThat(html())
                .contains("<h2 id=\"verdicts\">Verdicts</h2>")
                .contains("id=\"verdict-matrix-title\"")
                .contains("<p class=\"summary\">Nothing breaks in 4 backends; 3 controls of 3 were caught.</p>")
                .contains("<th scope=\"row\">unprotected-deferred-free (control)</th>")
                .contains("<td>NMI, same map</td>\n<td>loses, frees twice, uses after free</td>")
                .contains("<code>java -jar bench/target/benchmarks.jar verify --replay "
                        + "&#39;nmi-same:create/delete:0.0.1.3.0.2.2.1&#39;</code>")
                .contains("element 3 was retired &lt;before&gt; it was &quot;unlinked&quot;")
                .contains(
                        "<li>rqspinlock refuses only where waiting would never end: &lt;AA&gt; &amp; &lt;ABBA&gt;.</li>")
                .doesNotContain("<before>")
                .doesNotContain("<AA>");
    }

    @Test
    void theSectionFitsIntoTheStructureOfThePage() throws IOException {
        VerdictMatrixFile.write(folder, MatrixFixture.matrix());
        ReportBuilder.build(folder);
        PageStructure.assertSound(html());
    }

    @Test
    void aMatrixWithoutBreaksSaysSo() throws IOException {
        VerdictMatrix matrix = new VerdictMatrix(
                1,
                "All works.",
                7,
                1,
                1,
                0.5,
                "a Java",
                MatrixFixture.COLUMNS,
                List.of(MatrixFixture.row("a", false, Map.of())),
                List.of());
        VerdictMatrixFile.write(folder, matrix);
        ReportBuilder.build(folder);
        assertThat(html()).contains("No schedule explored broke anything.").doesNotContain("--replay");
    }

    @Test
    void thePictureGoesWithTheMatrix() throws IOException {
        ReportBuilder.build(folder);
        String without = html();
        VerdictMatrixFile.write(folder, MatrixFixture.matrix());
        ReportBuilder.build(folder);
        assertThat(html()).isNotEqualTo(without);
        Files.delete(VerdictMatrixFile.in(folder));
        ReportBuilder.build(folder);
        assertThat(html()).isEqualTo(without);
        assertThat(folder.resolve("charts/verdict-matrix.svg")).doesNotExist();
        assertThat(folder.resolve("charts/verdict-matrix.png")).doesNotExist();
    }

    private String html() throws IOException {
        return Files.readString(folder.resolve("report.html"));
    }
}
