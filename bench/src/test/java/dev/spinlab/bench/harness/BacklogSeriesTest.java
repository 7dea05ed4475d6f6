package dev.spinlab.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Machine;
import dev.spinlab.simulation.ManualSchedule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacklogSeriesTest {
    @AutoClose
    private final ManualSchedule schedule = new ManualSchedule();

    private final Cpu cpu = Machine.builder().schedule(schedule).build().cpu(0);
    private final BacklogSeries series = new BacklogSeries();

    @TempDir
    private Path home;

    private void look(long afterMicros, long backlog) {
        schedule.advance(TimeUnit.MICROSECONDS.toNanos(afterMicros));
        series.looked(cpu, backlog);
    }

    private String written() throws IOException {
        Path file = home.resolve("series.csv");
        series.write(file);
        return Files.exists(file) ? Files.readString(file) : "";
    }

    @Test
    void oneValueForEachMillisecondOfEachMeasuredIteration() throws IOException {
        series.begin(cpu.nanoTime());
        look(0, 3);
        look(400, 99);
        look(700, 5);
        look(5_000, 7);
        series.end(cpu.nanoTime(), true);
        look(2_000, 99);
        series.begin(cpu.nanoTime());
        series.begin(cpu.nanoTime() + 1);
        look(10, 1);
        series.end(cpu.nanoTime(), true);
        assertThat(written()).isEqualTo("""
                        iteration,micros,backlog
                        0,0,3
                        0,1100,5
                        0,6100,7
                        1,10,1
                        """);
    }

    @Test
    void warmUpsAndWhatCameAfterTheLastTaskAreNotKept() throws IOException {
        series.begin(cpu.nanoTime());
        look(0, 50);
        series.end(cpu.nanoTime(), false);
        series.begin(cpu.nanoTime());
        look(2_000, 4);
        long left = cpu.nanoTime();
        look(2_000, 60);
        series.end(left, true);
        assertThat(written()).isEqualTo("iteration,micros,backlog\n0,2000,4\n");
    }

    @Test
    void whereNothingEverAwaitedItsFreeThereIsNoFile() throws IOException {
        series.begin(cpu.nanoTime());
        look(0, 0);
        look(2_000, 0);
        series.end(cpu.nanoTime(), true);
        assertThat(written()).isEmpty();
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() {
        series.begin(cpu.nanoTime());
        look(0, 1);
        series.end(cpu.nanoTime(), true);
        assertThatThrownBy(() -> series.write(home.resolve("no/such/folder.csv")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("folder.csv: cannot be written");
    }
}
