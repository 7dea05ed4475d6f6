package dev.spinlab.results.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spinlab.results.fixture.FullRun;
import dev.spinlab.results.fixture.RunFixture;
import dev.spinlab.results.run.BadRunException;
import dev.spinlab.results.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacklogSeriesTest {
    @TempDir
    Path folder;

    @Test
    void aFileHasAnIterationAfterTheOther() throws IOException {
        Path file = file("iteration,micros,backlog\n0,10,3\n0,1010,9\n2,12,4\n");
        List<BacklogSeries> series = BacklogSeries.read(file, 1);
        assertThat(series).hasSize(2);
        assertThat(series.get(0).samples())
                .containsExactly(new BacklogSeries.Sample(10, 3), new BacklogSeries.Sample(1010, 9));
        assertThat(series.get(0).peak()).isEqualTo(9);
        assertThat(series.get(1).iteration()).isEqualTo(2);
        assertThat(series.get(1).fork()).isEqualTo(1);
    }

    @Test
    void aDamagedFileIsReportedInOneLine() throws IOException {
        Path cut = file("iteration,micros,backlog\n0,10,3\n0,10");
        assertThatExceptionOfType(BadRunException.class)
                .isThrownBy(() -> BacklogSeries.read(cut, 0))
                .withMessageContaining("line 3 is not three whole numbers");
        Path foreign = file("time;elements\n1;2\n");
        assertThatExceptionOfType(BadRunException.class)
                .isThrownBy(() -> BacklogSeries.read(foreign, 0))
                .withMessageContaining("does not begin with iteration,micros,backlog");
    }

    @Test
    void theWorstIterationOfAllForksIsFoundBesideTheHistograms() throws IOException {
        RunDirectory run = RunDirectory.open(FullRun.write(folder.resolve("run")));
        Row row = Measurements.of(run).rows().stream()
                .filter(r -> r.measuredCase().latency() && r.backend().equals("rqspinlock"))
                .findFirst()
                .orElseThrow();
        Path of = run.root()
                .resolve(run.manifest().histograms().stream()
                        .filter(log -> log.params().equals(row.result().params())
                                && log.benchmark().equals(row.result().benchmark())
                                && log.threads() == row.result().threads()
                                && log.fork() == 3)
                        .findFirst()
                        .orElseThrow()
                        .file()
                        .replace("hlog", "series")
                        .replaceFirst("series$", "csv"));
        Files.writeString(of, "iteration,micros,backlog\n0,10,3\n1,1010,99999\n");
        BacklogSeries worst = BacklogSeries.worst(run, row).orElseThrow();
        assertThat(worst.peak()).isEqualTo(99_999);
        assertThat(worst.fork()).isEqualTo(3);
        assertThat(worst.iteration()).isEqualTo(1);
    }

    @Test
    void anOldRunHasNone() {
        RunDirectory run =
                RunDirectory.open(RunFixture.in(folder.resolve("run")).write());
        assertThat(Measurements.of(run).rows())
                .allSatisfy(row -> assertThat(BacklogSeries.worst(run, row)).isEmpty());
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("a.csv"), content);
    }
}
