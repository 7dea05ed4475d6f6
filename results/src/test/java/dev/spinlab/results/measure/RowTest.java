package dev.spinlab.results.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import dev.spinlab.results.fixture.JmhJson;
import dev.spinlab.results.fixture.RunFixture;
import dev.spinlab.results.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowTest {
    @TempDir
    Path folder;

    @Test
    void sharesAreRatiosOfSumsPerFork() throws IOException {
        Row row = only(row("rqspinlock", 100)
                .metric("calls", forks(10, 90, 100, 100))
                .metric("failures.EBUSY", new double[][] {{1, 8}, {20, 20}})
                .metric("failures.EDEADLK", new double[][] {{}, {10}})
                .metric("failedTimeShare", forks(0.2, 0.4, Double.NaN, 0.5)));
        Refusals refusals = row.refusals();
        // 9 of 100 in the first fork, 50 of 200 in the second.
        assertThat(refusals.perCall().estimate()).isCloseTo((0.09 + 0.25) / 2, within(1e-12));
        assertThat(refusals.perCall().low()).isZero();
        assertThat(refusals.perTime().estimate()).isCloseTo((0.3 + 0.5) / 2, within(1e-12));
        assertThat(refusals.byCode()).containsExactly(entry("EBUSY", 49.0), entry("EDEADLK", 10.0));
        assertThat(refusals.refused()).isEqualTo(59);
        assertThat(refusals.calls()).isEqualTo(300);
        assertThat(row.handlerRefusals().measured()).isFalse();
    }

    @Test
    void handlersAreCountedApart() throws IOException {
        Row row = only(row("rqspinlock", 100)
                .metric("calls", forks(10, 10, 10, 10))
                .metric("handler.calls", forks(4, 4, 4, 4))
                .metric("handler.failures.EBUSY", forks(3, 3, 3, 3)));
        assertThat(row.refusals().refused()).isZero();
        assertThat(row.refusals().perCall().estimate()).isZero();
        assertThat(row.handlerRefusals().perCall().estimate()).isEqualTo(0.75);
        assertThat(row.handlerRefusals().byCode()).containsExactly(entry("EBUSY", 12.0));
    }

    @Test
    void quantitiesPerSuccessAreWeightedBySuccesses() throws IOException {
        Row row = only(row("rqspinlock", 100)
                .metric("successes", forks(1, 3, 0, 5))
                .metric("stepsPerSuccess", forks(10, 20, Double.NaN, 40)));
        // 17.5 in the first fork, 40 in the second, whose first iteration had no success.
        assertThat(row.perSuccess("stepsPerSuccess").estimate()).isCloseTo((17.5 + 40) / 2, within(1e-12));
        assertThat(row.perSuccess("rmwPerSuccess").hasEstimate()).isFalse();
    }

    @Test
    void extremesAreOverEverything() throws IOException {
        Row row = only(row("rqspinlock", 100)
                .metric("successes", forks(100, 100, 100, 100))
                .metric("backlogPeak", forks(3, 9, 4, Double.NaN))
                .metric("pinnedTasks", forks(2, 2, 1, 2))
                .metric("callsUntilSuccess.retried", forks(1, 0, 2, 0))
                .metric("callsUntilSuccess.p50", new double[][] {{500}, {700}})
                .metric("violations.lost", forks(0, 1, 0, 2))
                .metric("violations.leaked", forks(0, 0, 0, 0)));
        assertThat(row.backlogPeak()).isEqualTo(9);
        assertThat(row.pinnedTasks()).isEqualTo(1);
        assertThat(row.middle("callsUntilSuccess.p50")).isEqualTo(500);
        assertThat(row.retriedShare().estimate()).isCloseTo(0.0075, within(1e-12));
        assertThat(row.violations()).containsExactly(entry("lost", 3.0));
        assertThat(row.isRed()).isTrue();
        assertThat(row.greatest("timeUntilSuccess.max")).isNaN();
    }

    @Test
    void goodputHasAnIntervalOverForksAndARatio() {
        Measurements all = Measurements.of(
                RunDirectory.open(RunFixture.in(folder.resolve("run")).write()));
        Case shown = all.cases().get(0);
        Row counter = all.rows(shown).get(0);
        // Fork values 3.1e6 · (0.98, 1, 1.02): s = 62,000, half width 4.303 · s / √3.
        assertThat(counter.goodput().estimate()).isCloseTo(3.1e6, within(1.0));
        assertThat(counter.goodput().high() - 3.1e6).isCloseTo(4.3027 * 62_000 / Math.sqrt(3), within(10.0));
        assertThat(all.goodputRatio(counter).estimate()).isEqualTo(1);
        Row other = all.rows(shown).get(1);
        assertThat(all.goodputRatio(other).estimate()).isCloseTo(2.77 / 3.1, within(1e-9));
        assertThat(all.goodputRatio(other).hasLimits()).isTrue();
    }

    @Test
    void casesAndBackendsStandInTheOrderOfTheReport() {
        Measurements all = Measurements.of(
                RunDirectory.open(RunFixture.in(folder.resolve("run")).write()));
        assertThat(all.backends()).containsExactlyElementsOf(RunFixture.BACKENDS);
        assertThat(all.cases().stream().map(Case::label))
                .startsWith("create-delete, 1 task on 1 CPU, preemption=full")
                .contains("interrupted-create-delete, 1 task on 1 CPU, preemption=full, hardirq every 1000 steps")
                .contains("create-delete, 2 tasks on 1 CPU, preemption=full, every call timed")
                .endsWith(
                        "interrupted-nothing, 1 task on 1 CPU, preemption=full, hardirq every 1000 steps",
                        "lock-unlock, 2 tasks on 1 CPU, preemption=full");
        assertThat(all.cases(c -> c.cpus() == 2 && c.threads() == 4).get(0).tasksPerCpu())
                .isEqualTo(2);
        assertThat(all.row(all.cases().get(0), "nobody")).isNull();
    }

    @Test
    void furtherParametersMakeACaseOfTheirOwn() throws IOException {
        Row row = only(row("rqspinlock", 100).param("valueSize", "64"));
        assertThat(row.measuredCase().label())
                .isEqualTo("create-delete, 2 tasks on 1 CPU, preemption=full, valueSize=64");
    }

    private static JmhJson row(String backend, double score) {
        return new JmhJson("CreateDelete", 2).param("backend", backend).score(forks(score, score, score, score));
    }

    private static double[][] forks(double... values) {
        return new double[][] {Arrays.copyOfRange(values, 0, 2), Arrays.copyOfRange(values, 2, 4)};
    }

    private Row only(JmhJson json) throws IOException {
        Path root = RunFixture.in(folder.resolve("one")).write();
        Files.writeString(RunDirectory.jmhFile(root), JmhJson.array(List.of(json)));
        return Measurements.of(RunDirectory.open(root)).rows().get(0);
    }
}
