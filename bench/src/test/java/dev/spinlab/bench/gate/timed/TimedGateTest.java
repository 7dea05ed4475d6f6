package dev.spinlab.bench.gate.timed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.bench.driver.StopSignal;
import dev.spinlab.bench.driver.Trial;
import dev.spinlab.results.gate.timed.Arm;
import dev.spinlab.results.gate.timed.GateData;
import dev.spinlab.results.gate.timed.GateData.Source;
import dev.spinlab.results.gate.timed.GateFile;
import dev.spinlab.results.gate.timed.Outcome;
import dev.spinlab.results.gate.timed.RowVerdict;
import dev.spinlab.results.gate.timed.Settings;
import dev.spinlab.results.gate.timed.Status;
import dev.spinlab.results.run.JmhResult;
import dev.spinlab.results.stat.PairTest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimedGateTest {
    private static final Duration BUDGET = Duration.ofSeconds(1000);
    private static final Source BASE = new Source("HEAD~1", "0123", "base.jar");
    private static final Source HEAD = new Source("this build", "4567", "head.jar");

    @TempDir
    private Path folder;

    private final Random noise = new Random(7);
    private final List<String> said = new ArrayList<>();
    private final List<String> ran = new ArrayList<>();
    private double failAt = Double.POSITIVE_INFINITY;
    private String failingHead = "";
    private String onlyBackend = "";
    private double noiseShare = 0.02;
    private int backlogOfHead = 100;

    /** A second per fork. */
    private final class ForkClock extends Clock {
        @Override
        public Instant instant() {
            return Instant.ofEpochSecond(ran.size());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private JmhResult fork(Path jar, Trial trial, OptionalDouble planted) throws ForkFailedException {
        ran.add(jar + " " + trial.backend() + " " + planted.orElse(0));
        boolean head = jar.equals(Path.of("head.jar"));
        if (ran.size() > failAt || (head && trial.backend().equals(failingHead))) {
            throw new ForkFailedException("hung; killed after 60 s");
        }
        double nanos = 100 * (1 + planted.orElse(0)) * Math.exp(noiseShare * noise.nextGaussian());
        double backlog = (head ? backlogOfHead : 100) + noise.nextInt(10);
        return DrawnForks.result(trial, nanos, backlog);
    }

    private GateFile.Stored gate(Map<String, Double> planted) throws ForkFailedException {
        List<Trial> trials = TimedPlan.usual().stream()
                .filter(trial -> trial.backend().contains(onlyBackend))
                .toList();
        TimedPlan plan = new TimedPlan(trials, trials.get(0), BUDGET, 3);
        Settings settings = new Settings(
                PairTest.Method.MODERATED_YUEN,
                0.05,
                0.01,
                List.of(0.4, 0.55, 0.7, 0.8, 0.9, 1.0),
                "1000 s",
                Settings.Floors.USUAL);
        Arms arms = new Arms(BASE, HEAD, 0.2, planted);
        GateData frame = new GateData(
                "2026-01-02T03:04:05Z",
                3,
                settings,
                "a machine",
                arms.sources(),
                trials.stream().map(TimedPlan::row).toList(),
                List.of(),
                List.of());
        try (StopSignal stop = StopSignal.listen()) {
            Pairs pairs = Pairs.oneAfterTheOther(this::fork);
            return new TimedGate(plan, arms, pairs, frame, folder, stop, new ForkClock(), said::add).run();
        }
    }

    @Test
    void theSameBuildTwicePassesBeforeTheBudgetIsGone() throws ForkFailedException {
        GateFile.Stored gate = gate(Map.of());
        assertThat(gate.verdict().status()).isEqualTo(Status.PASS);
        assertThat(gate.verdict().rows(Arm.HEAD))
                .filteredOn(RowVerdict::gated)
                .filteredOn(row -> row.row().metric().timed())
                .hasSize(10)
                .allMatch(row -> row.outcome() == Outcome.EQUIVALENT);
        assertThat(ran).hasSizeLessThan((int) BUDGET.toSeconds());
        assertThat(said.get(said.size() - 1)).contains("0 rows next");
    }

    @Test
    void whatIsSlowerIsNamedAndNothingElse() throws ForkFailedException {
        GateFile.Stored gate = gate(Map.of("rqspinlock", 0.1));
        assertThat(gate.verdict().status()).isEqualTo(Status.REGRESSED);
        assertThat(gate.verdict().rows(Arm.HEAD))
                .filteredOn(row -> row.gated() && row.outcome() == Outcome.REGRESSED)
                .extracting(row -> row.row().backend())
                .containsOnly("rqspinlock")
                .hasSize(3);
    }

    @Test
    void aNoisyMachineLeavesTheGateUndecidedOrVoidButNeverPassed() throws ForkFailedException {
        noiseShare = 0.5;
        GateFile.Stored gate = gate(Map.of());
        assertThat(gate.verdict().status()).isIn(Status.UNDECIDED, Status.VOID);
        assertThat(ran)
                .as("a second each, and no round that would not end in time")
                .hasSizeBetween(900, 1000);
    }

    @Test
    void theControlsRunTheBaseOnlyAndTheCanaryIsPlanted() throws ForkFailedException {
        GateFile.Stored gate = gate(Map.of());
        assertThat(gate.verdict().rows(Arm.NULL)).hasSize(1).allMatch(row -> row.outcome() == Outcome.EQUIVALENT);
        assertThat(gate.verdict().rows(Arm.CANARY)).hasSize(1).allMatch(row -> row.outcome() == Outcome.REGRESSED);
        assertThat(ran).contains("base.jar percpu-counter 0.2").doesNotContain("head.jar percpu-counter 0.2");
    }

    @Test
    void theFileGivesTheSameVerdictAgain() throws ForkFailedException {
        GateFile.Stored gate = gate(Map.of("llist-deferred-free", 0.1));
        assertThat(GateFile.read(folder.resolve(GateFile.NAME)).verdict()).isEqualTo(gate.verdict());
    }

    @Test
    void theSeedGivesTheSameOrder() throws ForkFailedException {
        gate(Map.of());
        List<String> first = List.copyOf(ran);
        ran.clear();
        noise.setSeed(7);
        gate(Map.of());
        assertThat(ran).isEqualTo(first);
    }

    @Test
    void aBacklogThatGrowsIsRegressedThoughItCostsNoTime() throws ForkFailedException {
        backlogOfHead = 1000;
        GateFile.Stored gate = gate(Map.of());
        assertThat(gate.verdict().status()).isEqualTo(Status.REGRESSED);
        assertThat(gate.verdict().rows(Arm.HEAD))
                .filteredOn(row -> row.outcome() == Outcome.REGRESSED)
                .isNotEmpty()
                .allMatch(row -> row.row().metric() == dev.spinlab.results.gate.timed.Metric.BACKLOG);
    }

    @Test
    void aHeadThatFailsWhereTheBaseRunsIsRedAndTheOtherRowsAreDecided() throws ForkFailedException {
        failingHead = "rqspinlock";
        GateFile.Stored gate = gate(Map.of());
        assertThat(gate.verdict().status()).isEqualTo(Status.REGRESSED);
        assertThat(gate.verdict().rows(Arm.HEAD))
                .filteredOn(row -> row.outcome() == Outcome.BROKEN)
                .hasSize(3)
                .allMatch(row ->
                        row.row().backend().equals("rqspinlock") && row.detail().endsWith("hung; killed after 60 s"));
        assertThat(gate.verdict().rows(Arm.HEAD))
                .filteredOn(row -> row.outcome() == Outcome.EQUIVALENT && row.gated())
                .hasSize(7);
        assertThat(ran)
                .filteredOn(fork -> fork.startsWith("head.jar rqspinlock"))
                .hasSize(3);
        assertThat(GateFile.read(folder.resolve(GateFile.NAME))).isEqualTo(gate);
    }

    @Test
    void aHeadOfWhichNothingRunsIsRed() throws ForkFailedException {
        onlyBackend = "rqspinlock";
        failingHead = "rqspinlock";
        GateFile.Stored gate = gate(Map.of());
        assertThat(gate.verdict().status()).isEqualTo(Status.REGRESSED);
        assertThat(GateFile.read(folder.resolve(GateFile.NAME))).isEqualTo(gate);
    }

    @Test
    void aBaseThatFailsIsNamedAndWhatWasMeasuredIsKept() throws ForkFailedException {
        failAt = 100;
        assertThatThrownBy(() -> gate(Map.of()))
                .isInstanceOf(ForkFailedException.class)
                .hasMessageMatching("(BASE|NULL|CANARY), .+: hung; killed after 60 s");
        assertThat(GateFile.read(folder.resolve(GateFile.NAME)).data().blocks()).isNotEmpty();
    }
}
