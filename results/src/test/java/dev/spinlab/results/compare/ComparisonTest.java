package dev.spinlab.results.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.spinlab.results.fixture.JmhJson;
import dev.spinlab.results.fixture.RunFixture;
import dev.spinlab.results.measure.Measurements;
import dev.spinlab.results.run.BadRunException;
import dev.spinlab.results.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {
    @TempDir
    Path folder;

    @Test
    void aRunComparedWithItselfDoesNotDiffer() {
        Path run = RunFixture.in(folder).write();
        Comparison comparison = compare(run, run);
        assertThat(comparison.changes()).hasSize(55).noneMatch(change -> Change.differs(change.goodput()));
        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.onlyBefore()).isEmpty();
        assertThat(comparison.onlyAfter()).isEmpty();
        assertThat(comparison.hasViolations()).isTrue();
    }

    @Test
    void theRatioHasWelchsIntervalOnTheLogScale() throws IOException {
        Path a = run("a", row("rqspinlock", 1), row("percpu-counter", 1));
        Path b = run("b", row("rqspinlock", 2), row("llist-deferred-free", 1));
        Comparison comparison = compare(a, b);
        assertThat(comparison.changes()).hasSize(1);
        Change change = comparison.changes().get(0);
        // Both samples have a relative standard error of 10 / sqrt 3 percent; 4 degrees of freedom.
        double factor = Math.exp(2.776445 * Math.sqrt(2 * 0.01 / 3));
        assertThat(change.goodput().estimate()).isEqualTo(2, within(1e-9));
        assertThat(change.goodput().low()).isEqualTo(2 / factor, within(1e-5));
        assertThat(change.goodput().high()).isEqualTo(2 * factor, within(1e-5));
        assertThat(change.cpuTime().estimate()).isEqualTo(0.5, within(1e-9));
        assertThat(Change.differs(change.goodput())).isTrue();
        assertThat(comparison.onlyBefore())
                .containsExactly("percpu-counter in create-delete, 2 tasks on 1 CPU, preemption=full");
        assertThat(comparison.onlyAfter())
                .containsExactly("llist-deferred-free in create-delete, 2 tasks on 1 CPU, preemption=full");
    }

    @Test
    void runsWithNothingInCommonAreRefused() throws IOException {
        Path a = run("a", row("rqspinlock", 1));
        Path b = run("b", row("percpu-counter", 1));
        assertThatExceptionOfType(BadRunException.class)
                .isThrownBy(() -> compare(a, b))
                .withMessageStartingWith(b + ": has no case and backend in common with " + a + "; ");
    }

    @Test
    void otherConditionsAreNamedInOneLine() {
        Path a = RunFixture.in(folder.resolve("a")).write();
        Path b = RunFixture.in(folder.resolve("b")).unpinned().write();
        assertThat(compare(a, b).differences()).isEqualTo("all tasks pinned true against false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jmh.json", "run.json", "environment.json"})
    void aDamagedRunIsRefusedOnEitherSide(String name) throws IOException {
        Path good = RunFixture.in(folder.resolve("good")).write();
        Path bad = RunFixture.in(folder.resolve("bad")).write();
        Files.writeString(bad.resolve(name), "{");
        for (Path[] sides : new Path[][] {{good, bad}, {bad, good}}) {
            assertThatExceptionOfType(BadRunException.class)
                    .isThrownBy(() -> compare(sides[0], sides[1]))
                    .withMessageStartingWith(bad.resolve(name) + ": not valid JSON, or cut short");
        }
    }

    @Test
    void logsThatCannotBeReadDoNotMatterHere() throws IOException {
        Path good = RunFixture.in(folder.resolve("good")).write();
        Path bad = RunFixture.in(folder.resolve("bad")).write();
        Files.writeString(bad.resolve("hlog/3.hlog"), "garbage");
        assertThat(compare(good, bad).changes()).hasSize(55);
    }

    private static Comparison compare(Path before, Path after) {
        return Comparison.of(Measurements.of(RunDirectory.open(before)), Measurements.of(RunDirectory.open(after)));
    }

    private static JmhJson row(String backend, double speed) {
        return new JmhJson("CreateDelete", 2)
                .param("backend", backend)
                .score(new double[][] {{90 * speed}, {100 * speed}, {110 * speed}})
                .metric("cpuNanosPerSuccess", new double[][] {{9 / speed}, {10 / speed}, {11 / speed}});
    }

    private Path run(String name, JmhJson... rows) throws IOException {
        Path run = RunFixture.in(folder.resolve(name)).write();
        Files.writeString(RunDirectory.jmhFile(run), JmhJson.array(List.of(rows)));
        return run;
    }
}
