package dev.spinlab.bench.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.results.run.Environment;
import dev.spinlab.results.run.JmhResult;
import dev.spinlab.results.run.RunDirectory;
import dev.spinlab.results.run.RunManifest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriverTest {
    private static final Plan PLAN = new CasePlanner(2, CasePlannerTest.BACKENDS)
            .plan(
                    Profile.QUICK,
                    new Narrowing(
                            List.of("percpu-counter", "rqspinlock"),
                            List.of(Workload.LOOKUP_HIT),
                            List.of(1),
                            List.of(1, 2),
                            List.of(),
                            List.of(),
                            null,
                            false,
                            false,
                            Map.of()),
                    Profile.QUICK.timing());

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final StopSignal stop = StopSignal.deaf();
    private final RunSettings settings;

    DriverTest(@TempDir Path temporary) {
        Environment environment = new Environment(
                Environment.SCHEMA,
                new Environment.Cpu(null, "amd64", 2, List.of(0, 1), List.of(), null, null, null),
                new Environment.OperatingSystem("Linux", "6", null, List.of()),
                new Environment.Jvm("v", "n", "17", List.of(), false),
                new Environment.Source(null, null),
                new Environment.Pinning(true, 0, 0, null),
                new Environment.Load("2026-01-01T00:00:00Z", null, null),
                null);
        RunFolder folder = RunFolder.create(temporary, Instant.EPOCH, "custom");
        settings = new RunSettings(PLAN, ForkOrder.RANDOM, 1, "command", folder, environment, true);
    }

    private RunOutcome run(ForkRunner runner) {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return new Driver(settings, runner, stop, Clock.systemUTC(), out).run();
    }

    @Test
    void forksAreMergedInTheOrderMeasured() {
        Map<String, List<Double>> expected = new TreeMap<>();
        double[] next = {0};
        RunOutcome outcome = run(request -> {
            double a = ++next[0];
            String key = request.trial().backend() + request.trial().measured().threads();
            expected.computeIfAbsent(key, k -> new ArrayList<>()).add(a);
            return FakeForks.fork(
                    request, Map.of("pinnedTasks", request.trial().measured().threads()), a, a + 0.5);
        });
        RunDirectory run = RunDirectory.open(settings.folder().root());
        assertThat(run.results()).hasSize(4);
        for (JmhResult result : run.results()) {
            List<Double> scores = expected.get(result.params().get("backend") + result.threads());
            assertThat(result.primary().rawData())
                    .isEqualTo(
                            scores == null
                                    ? List.of()
                                    : scores.stream()
                                            .map(a -> List.of(a, a + 0.5))
                                            .toList());
        }
        assertThat(run.manifest().partial()).isFalse();
        assertThat(run.manifest().completedForks()).isEqualTo(12);
        assertThat(outcome.violations()).isZero();
        assertThat(Driver.pinning(outcome.results(), true)).isEqualTo(new Environment.Pinning(true, 18, 18, null));
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("[12/12] 0 s left")
                .doesNotContain("note:");
    }

    @Test
    void manifestAndJsonAgreeOnIndexAndParameters() throws IOException {
        run(request -> {
            writeFile(request.histogram());
            if (request.trial().backend().equals("rqspinlock")) {
                writeFile(request.series());
            }
            return FakeForks.fork(request, Map.of(), 1);
        });
        RunDirectory run = RunDirectory.open(settings.folder().root());
        assertThat(run.manifest().histograms()).hasSize(12);
        assertThat(run.manifest().series()).hasSize(6).allSatisfy(series -> {
            assertThat(series.params()).containsEntry("backend", "rqspinlock");
            assertThat(series.file()).startsWith("series/").endsWith("-fork" + series.fork() + ".csv");
            assertThat(run.manifest().histograms())
                    .as("the histograms of the same fork have the same stem")
                    .extracting(RunManifest.Histogram::file)
                    .contains(series.file().replace("series/", "hlog/").replace(".csv", ".hlog"));
        });
        for (RunManifest.Fork fork : run.manifest().order()) {
            assertThat(run.results())
                    .filteredOn(r -> r.benchmark().equals(fork.benchmark())
                            && r.threads() == fork.threads()
                            && r.params().equals(fork.params()))
                    .as("the one result of %s", fork)
                    .singleElement()
                    .satisfies(r -> assertThat(fork.index())
                            .isLessThan(r.primary().rawData().size()));
        }
        assertThat(Files.readString(RunDirectory.jmhFile(settings.folder().root())))
                .contains("\"forks\" : 3")
                .doesNotContain("spinlab.hlog")
                .doesNotContain("spinlab.series");
    }

    private static void writeFile(Path file) {
        try {
            Files.writeString(file, "#");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aFailedForkIsNotedAndTheRunGoesOn() {
        RunOutcome outcome = run(request -> {
            if (request.trial().backend().equals("rqspinlock")) {
                throw new ForkFailedException("it broke");
            }
            return FakeForks.fork(request, Map.of("violations.lost", 2), 1);
        });
        assertThat(outcome.manifest().failures())
                .hasSize(6)
                .allMatch(note -> note.subject().startsWith("rqspinlock: lookup-hit")
                        && note.reason().equals("it broke"));
        assertThat(outcome.manifest().partial()).isTrue();
        assertThat(outcome.manifest().completedForks()).isEqualTo(6);
        assertThat(outcome.violations()).isEqualTo(12);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("RED: 2 violations")
                .containsOnlyOnce("note: workers could not be pinned");
    }

    @Test
    void aForkWhoseTasksDidNotAllCompeteSaysSo() {
        run(request -> FakeForks.fork(
                request,
                Map.of(
                        "competingShare",
                        request.trial().backend().equals("rqspinlock") ? 0 : 1,
                        "pinnedTasks",
                        request.trial().measured().threads()),
                1));
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .filteredOn(line -> line.contains("NOTE: all tasks competed for only 0 % of the time"))
                .hasSize(6)
                .allMatch(line -> line.contains("rqspinlock"));
    }

    @Test
    void aStoppedRunKeepsWhatItMeasured() {
        int[] forks = {0};
        RunOutcome outcome = run(request -> {
            if (++forks[0] == 4) {
                stop.request();
                throw new ForkFailedException("killed");
            }
            return FakeForks.fork(request, Map.of(), 1);
        });
        RunManifest manifest = RunDirectory.open(settings.folder().root()).manifest();
        assertThat(outcome.stopped()).isTrue();
        assertThat(manifest.partial()).isTrue();
        assertThat(manifest.completedForks()).isEqualTo(3);
        assertThat(manifest.plannedForks()).isEqualTo(12);
        assertThat(manifest.finished()).isNotNull();
        assertThat(manifest.failures())
                .as("a fork killed on purpose is no failure")
                .isEmpty();
    }

    @Test
    void aHopelessRunIsGivenUp() {
        RunOutcome outcome = run(request -> {
            throw new ForkFailedException("no such flag");
        });
        assertThat(outcome.results().isEmpty()).isTrue();
        assertThat(outcome.manifest().failures()).hasSize(8);
        assertThat(RunDirectory.jmhFile(settings.folder().root())).doesNotExist();
    }
}
