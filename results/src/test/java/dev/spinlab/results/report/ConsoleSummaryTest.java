package dev.spinlab.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.results.fixture.RunFixture;
import dev.spinlab.results.measure.Measurements;
import dev.spinlab.results.run.RunDirectory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleSummaryTest {
    @TempDir
    Path folder;

    @Test
    void givesALinePerCaseAndBackend() {
        String text = render(RunFixture.in(folder));
        assertThat(text).startsWith("""
                create-delete, 1 task on 1 CPU, preemption=full
                  backend                      Mops/s      95 % CPU ns/op refused/call refused/time  violations
                  percpu-counter                 3.10   ± 5.0 %       323          0 %          0 %  -
                """);
        assertThat(text)
                .contains("  percpu-counter                 2.79   ± 5.0 %       358       85.2 %       47.0 %  -\n")
                .contains("handler/call")
                .contains(
                        "  unprotected-deferred-free      1.78   ± 5.0 %       562          0 %          0 %  lost 42\n");
    }

    @Test
    void staysWithinTheWidth() {
        assertThat(render(RunFixture.in(folder)).lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(ConsoleSummary.WIDTH));
    }

    @Test
    void aSingleForkHasNoPlusMinus() {
        assertThat(render(RunFixture.in(folder).forks(1))).contains("  percpu-counter                 3.10       n/a ");
    }

    private static String render(RunFixture fixture) {
        return ConsoleSummary.render(Measurements.of(RunDirectory.open(fixture.write())));
    }
}
