package dev.spinlab.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.results.claims.Claims;
import dev.spinlab.results.claims.ClaimsColumn;
import dev.spinlab.results.claims.ClaimsFile;
import dev.spinlab.results.fixture.ClaimsFixture;
import dev.spinlab.results.fixture.KernelFixture;
import dev.spinlab.results.fixture.RunFixture;
import dev.spinlab.results.kernel.KernelFigures;
import dev.spinlab.results.kernel.KernelFigures.Locks;
import dev.spinlab.results.kernel.KernelFile;
import dev.spinlab.results.measure.Measurements;
import dev.spinlab.results.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelSectionTest {
    @TempDir
    Path folder;

    private Path run = Path.of("");

    @BeforeEach
    void write() {
        run = RunFixture.in(folder.resolve("run"))
                .withoutControl()
                .only(row -> Set.of("percpu-counter", "rqspinlock")
                                .contains(row.params().getOrDefault("backend", ""))
                        && "1".equals(row.params().get("cpus"))
                        && "off".equals(row.params().get("latency")))
                .write();
    }

    private String page(KernelFigures figures) throws IOException {
        KernelFile.write(run, figures);
        ReportBuilder.build(run);
        String html = Files.readString(run.resolve("report.html"));
        PageStructure.assertSound(html);
        return html;
    }

    @Test
    void theKernelStandsBesideTheModelUnderTheSameCaseAndTheStoredFigures() throws IOException {
        assertThat(page(KernelFixture.figures()))
                .contains("<a href=\"#kernel\">Real kernel</a>")
                .contains("this machine&#39;s Linux 6.18: refused, of calls")
                .contains("<th scope=\"row\">create-delete, 2 threads on 1 CPU</th>")
                .contains("<td>percpu-counter, preemption none: 0 of ")
                .contains("<td>92.8 % [91.9 % .. 93.7 %]</td>")
                .contains("<td>percpu-counter, preemption full: 74.0 % (72.2 % to 75.8 %)</td>")
                .contains("<td>84-94 % (6.12, 6.18), 0 of 12,004 (7.2)</td>")
                .contains("Left out: system calls on the storage of each thread: &lt;pidfd_open&gt; answered EINVAL")
                .contains("href=\"./kernel.json\"");
    }

    @Test
    void theModelIsThatOfTheKernelsLocksAndPreemption() throws IOException {
        assertThat(page(KernelFixture.figures(Locks.RQSPINLOCK, "full")))
                .contains("<td>rqspinlock, preemption full: 0 of ")
                .doesNotContain("<td>percpu-counter, preemption")
                .doesNotContain("<td>rqspinlock, preemption none");
        assertThat(page(KernelFixture.figures(Locks.UNKNOWN, "full")))
                .doesNotContain("<td>percpu-counter, preemption")
                .doesNotContain("<td>rqspinlock, preemption");
    }

    @Test
    void aRunWithoutAKernelHasNoSection() throws IOException {
        ReportBuilder.build(run);
        assertThat(Files.readString(run.resolve("report.html"))).doesNotContain("Real kernel", "id=\"kernel\"");
    }

    @Test
    void aFileThatCannotBeReadCostsItsPartAlone() throws IOException {
        Files.writeString(KernelFile.in(run), "{\"schema\" : 7}");
        Report report = ReportBuilder.build(run);
        assertThat(report.warnings())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("the real kernel is left out: " + KernelFile.in(run) + ": schema 7 is newer"));
        assertThat(Files.readString(run.resolve("report.html")))
                .contains("85.2 %")
                .doesNotContain("id=\"kernel\"");
    }

    @Test
    void figuresOfAnotherFolderAreShownAsSuch() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        KernelFile.write(other, KernelFixture.figures());
        Report report = ReportBuilder.build(Measurements.of(RunDirectory.open(run)), List.of(other));
        assertThat(report.warnings()).contains("kernel.json is not of this run, but from " + other);
        assertThat(Files.readString(run.resolve("report.html"))).contains("id=\"kernel\"");
    }

    @Test
    void theClaimsHaveAColumnOfIt() throws IOException {
        Claims claims = ClaimsFixture.claims();
        ClaimsFile.write(run, claims);
        ReportBuilder.build(run);
        assertThat(Files.readString(run.resolve("report.html"))).doesNotContain("machine&#39;s Linux");
        ClaimsColumn column =
                new ClaimsColumn("this machine's Linux 6.18", new TreeMap<>(Map.of(14, "92.8 %, 12.3 %, 0 of 9")));
        ClaimsFile.write(run, claims.beside(column));
        ReportBuilder.build(run);
        String html = Files.readString(run.resolve("report.html"));
        assertThat(html)
                .contains("<th scope=\"col\">this machine&#39;s Linux 6.18</th>\n<th scope=\"col\">real kernel</th>")
                .contains("<td>92.8 %, 12.3 %, 0 of 9</td>");
    }
}
