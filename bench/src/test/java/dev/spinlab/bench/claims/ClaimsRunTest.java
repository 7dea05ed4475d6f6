package dev.spinlab.bench.claims;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.bench.driver.Case;
import dev.spinlab.bench.driver.FakeForks;
import dev.spinlab.bench.driver.ForkRequest;
import dev.spinlab.bench.driver.ForkResults;
import dev.spinlab.bench.driver.Plan;
import dev.spinlab.bench.driver.RunFolder;
import dev.spinlab.bench.driver.RunLog;
import dev.spinlab.bench.driver.Trial;
import dev.spinlab.machine.Preemption;
import dev.spinlab.results.claims.Claim;
import dev.spinlab.results.measure.Measurements;
import dev.spinlab.results.run.Environment;
import dev.spinlab.results.run.RunDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class ClaimsRunTest {
    private final List<String> lines = new ArrayList<>();

    @Test
    void theSimulatedClaimsHoldAndAreToldAsTheyCome() throws InterruptedException {
        ClaimsRun run = new ClaimsRun(() -> false, lines::add);
        run.simulate();
        assertThat(run.claims())
                .allSatisfy(
                        claim -> assertThat(claim.holds()).as(claim.toString()).isTrue())
                .extracting(Claim::number)
                .containsExactly(5, 6, 7, 8, 9, 10, 11, 12, 13);
        assertThat(lines).hasSize(9).allMatch(line -> line.contains(" holds: "));
    }

    @Test
    void whatIsStoppedIsNotTested() throws InterruptedException {
        ClaimsRun run = new ClaimsRun(() -> true, lines::add);
        run.simulate();
        assertThat(run.claims()).isEmpty();
        assertThat(lines).isEmpty();
    }

    @Test
    void thePlanFitsItsTimeAndOneCpu() {
        Plan plan = ClaimCases.plan();
        assertThat(plan.trials()).doesNotHaveDuplicates();
        assertThat(plan.timing().forks()).isGreaterThanOrEqualTo(3);
        assertThat(plan.estimate()).as("three minutes with what is simulated").isLessThan(Duration.ofSeconds(155));
        assertThat(plan.cases()).allMatch(c -> c.cpus() == 1);
    }

    @Test
    void theMeasuredClaimsAreJudgedByTheirOwnTrials(@TempDir Path home) {
        List<Claim> claims = judge(home, true, trial -> true);
        assertThat(claims)
                .allSatisfy(
                        claim -> assertThat(claim.holds()).as(claim.toString()).isTrue())
                .extracting(Claim::number)
                .containsExactly(1, 2, 3, 4, 14, 15, 16);
        assertThat(claims.get(0).ours()).startsWith("90.0 %").contains("45.0 %");
        assertThat(claims.get(5).ours()).contains("1: 20 ns", "32: 100 ns");
        assertThat(claims.get(6).ours()).contains("rqspinlock 1.00");
    }

    @Test
    void aMachineThatShowsNothingOfTheKindMakesClaimsFail(@TempDir Path home) {
        assertThat(judge(home, false, trial -> true))
                .filteredOn(claim -> !claim.holds())
                .extracting(Claim::number)
                .containsExactly(1, 3, 14, 15);
    }

    @Test
    void aClaimWhoseForksAreMissingIsNotTested(@TempDir Path home) {
        assertThat(judge(
                        home,
                        true,
                        trial -> !trial.measured().workload().id().equals("lookup-walk")
                                && trial.measured().preemption() == Preemption.FULL))
                .extracting(Claim::number)
                .containsExactly(1, 3, 4, 14, 16);
    }

    /** Judges forks that were made up: with what the claims say, or with nothing refused and all lookups alike. */
    private static List<Claim> judge(Path home, boolean asClaimed, Predicate<Trial> measured) {
        RunFolder folder = RunFolder.create(home, Instant.EPOCH, "claims");
        Plan plan = ClaimCases.plan();
        ForkResults results = new ForkResults(plan.trials());
        RunLog log = new RunLog(plan, 1, "command", Instant.EPOCH);
        for (Trial trial : plan.trials()) {
            for (int fork = 0; fork < 3 && measured.test(trial); fork++) {
                Path histogram = folder.histogram(trial, fork);
                ForkRequest request = new ForkRequest(
                        trial, plan.timing(), histogram, folder.series(trial, fork), folder.log(), true);
                double perSecond = asClaimed ? perSecond(trial.measured()) : 1e6;
                results.add(trial, FakeForks.fork(request, metrics(trial, asClaimed), perSecond, perSecond));
            }
        }
        folder.writeJmh(results.json());
        RunDirectory.write(folder.root(), log.manifest(Instant.EPOCH));
        RunDirectory.write(
                folder.root(),
                new Environment(
                        Environment.SCHEMA,
                        new Environment.Cpu(null, "amd64", 2, List.of(0, 1), List.of(), null, null, null),
                        new Environment.OperatingSystem("Linux", "6", null, List.of()),
                        new Environment.Jvm("v", "n", "17", List.of(), false),
                        new Environment.Source(null, null),
                        new Environment.Pinning(true, 0, 0, null),
                        new Environment.Load("2026-01-01T00:00:00Z", null, null),
                        null));
        ClaimsRun run = new ClaimsRun(() -> false, line -> {});
        run.measured(results, Measurements.of(RunDirectory.open(folder.root())));
        return run.claims();
    }

    private static double perSecond(Case measured) {
        int maps = Integer.parseInt(measured.parameters().getOrDefault("maps", "1"));
        return 1e9 / (maps <= 16 ? 20 : 20 + 5 * (maps - 16));
    }

    private static Map<String, Double> metrics(Trial trial, boolean asClaimed) {
        Map<String, Double> metrics = new HashMap<>();
        boolean interrupted = trial.measured().workload().interrupted();
        String prefix = interrupted ? "handler." : "";
        metrics.put(prefix + "calls", 100_000.0);
        metrics.put(prefix + "failedTimeShare", 0.0);
        metrics.put("successes", 10_000.0);
        metrics.put("cpuNanosPerSuccess", asClaimed ? 1e9 / perSecond(trial.measured()) : 1000.0);
        boolean counter = trial.backend().equals("percpu-counter");
        if (counter && asClaimed && trial.measured().preemption() == Preemption.FULL) {
            metrics.put("callsUntilSuccess.retried", 5.0);
            metrics.put("callsUntilSuccess.p50", 30_000.0);
            metrics.put("callsUntilSuccess.max", 200_000.0);
            metrics.put("timeUntilSuccess.p50", 5e6);
            metrics.put("timeUntilSuccess.max", 8e7);
            double share = switch (trial.measured().workload().id()) {
                case "interrupted-nothing" -> 0;
                case "interrupted-lookup-hit" -> 0.2;
                default -> 0.9;
            };
            metrics.put(prefix + "failedTimeShare", share / 2);
            if (share > 0) {
                metrics.put(prefix + "failures.EBUSY", 100_000 * share);
            }
        }
        return metrics;
    }
}
