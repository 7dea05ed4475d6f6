package dev.spinlab.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.bench.driver.Workload;
import dev.spinlab.bench.workload.ShortRun.Measured;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.runner.RunnerException;

/** Iterations last for two operations at least: one that began before its iteration is not counted. */
class RecoveryTest {
    private static final double MILLI = 1e6;
    private static final double PENDING_TIMEOUT = 250 * MILLI;

    private static double answers(Measured iteration) {
        return iteration.count("recovery.EDEADLK.count")
                + iteration.count("recovery.ETIMEDOUT.count")
                + iteration.count("recovery.OK.count");
    }

    private static double sum(List<Measured> iterations, String metric) {
        return iterations.stream()
                .mapToDouble(iteration -> iteration.count(metric))
                .sum();
    }

    @ParameterizedTest
    @ValueSource(strings = {"backend", "test-and-set"})
    void recursionIsFoundAtOnce(String kind) throws RunnerException {
        assertThat(ShortRun.of(Workload.RECOVERY_AA, "rqspinlock", 1)
                        .with("lockKind", kind)
                        .run())
                .hasSize(2)
                .allSatisfy(iteration -> {
                    assertThat(iteration.count("successes")).isPositive();
                    assertThat(iteration.count("recovery.EDEADLK.count")).isEqualTo(iteration.count("successes"));
                    assertThat(answers(iteration)).isEqualTo(iteration.count("recovery.EDEADLK.count"));
                    assertThat(iteration.count("recovery.EDEADLK.p50")).isLessThan(MILLI);
                });
    }

    /** The check waited for a second look at the clock then. */
    @Test
    void recursionWasOnceFoundAfterAMillisecond() throws RunnerException {
        List<Measured> iterations = ShortRun.of(Workload.RECOVERY_AA, "rqspinlock", 1)
                .with("lockProfile", "v6_15")
                .iterations(2, 100)
                .run();
        assertThat(sum(iterations, "recovery.EDEADLK.count")).isPositive();
        assertThat(iterations).allSatisfy(iteration -> {
            assertThat(answers(iteration)).isEqualTo(iteration.count("successes"));
            assertThat(iteration.count("recovery.OK.count")).isZero();
        });
        assertThat(iterations)
                .anySatisfy(iteration ->
                        assertThat(iteration.count("recovery.EDEADLK.p50")).isGreaterThan(MILLI));
    }

    @ParameterizedTest
    @ValueSource(strings = {"current", "v6_15"})
    void inACycleOfTwoOneSideAtLeastIsTold(String profile) throws RunnerException {
        List<Measured> iterations = ShortRun.of(Workload.RECOVERY_ABBA, "rqspinlock", 2)
                .with("cpus", "2")
                .with("lockProfile", profile)
                .iterations(3, 100)
                .run();
        double told = sum(iterations, "recovery.EDEADLK.count");
        // A waiter that does not run for 250 ms, on a busy machine, finds its time up before it looks for a cycle.
        double timedOut = sum(iterations, "recovery.ETIMEDOUT.count");
        assertThat(told).isGreaterThan(timedOut);
        assertThat(sum(iterations, "recovery.OK.count"))
                .as("for each that goes on another was told, but perhaps not within the same iteration")
                .isLessThanOrEqualTo(told + timedOut + iterations.size());
        assertThat(iterations).allSatisfy(iteration -> {
            assertThat(iteration.count("failedCallShare")).isZero();
            assertThat(answers(iteration)).isEqualTo(iteration.count("successes"));
        });
        assertThat(iterations)
                .anySatisfy(iteration ->
                        assertThat(iteration.count("recovery.EDEADLK.p50")).isBetween(MILLI, PENDING_TIMEOUT));
    }

    @Test
    void aCycleOfThreeEndsByTimeout() throws RunnerException {
        List<Measured> iterations = ShortRun.of(Workload.RECOVERY_ABBCCA, "rqspinlock", 3)
                .with("cpus", "3")
                .with("host", "one")
                .iterations(1, 600)
                .run();
        assertThat(sum(iterations, "recovery.ETIMEDOUT.count")).isPositive();
        assertThat(iterations).allSatisfy(iteration -> {
            assertThat(answers(iteration)).isEqualTo(iteration.count("successes"));
            assertThat(iteration.count("recovery.ETIMEDOUT.p50")).isGreaterThan(PENDING_TIMEOUT);
        });
    }

    /** Of several, because a busy machine can only make a wait longer. */
    @Test
    void whoWaitsForAStuckOwnerTimesOut() throws RunnerException {
        List<Measured> iterations = ShortRun.of(Workload.RECOVERY_STUCK_OWNER, "rqspinlock", 2)
                .with("cpus", "2")
                .iterations(3, 600)
                .run();
        assertThat(iterations).allSatisfy(iteration -> {
            assertThat(answers(iteration)).isEqualTo(iteration.count("recovery.ETIMEDOUT.count"));
            assertThat(iteration.count("failedCallShare")).isZero();
        });
        assertThat(iterations)
                .anySatisfy(iteration ->
                        assertThat(iteration.count("recovery.ETIMEDOUT.p50")).isBetween(PENDING_TIMEOUT, 400 * MILLI));
    }

    @Test
    void whoRacesForAStuckOwnersLockWaitsForASecond() throws RunnerException {
        List<Measured> iterations = ShortRun.of(Workload.RECOVERY_STUCK_OWNER, "rqspinlock", 2)
                .with("cpus", "2")
                .with("lockKind", "test-and-set")
                .iterations(1, 2_500)
                .run();
        assertThat(sum(iterations, "recovery.ETIMEDOUT.count")).isPositive();
        assertThat(iterations.get(0).count("recovery.ETIMEDOUT.p50")).isGreaterThan(4 * PENDING_TIMEOUT);
    }

    @Test
    void theQueueBehindAStuckOwnerIsSentAway() throws RunnerException {
        List<Measured> iterations = ShortRun.of(Workload.RECOVERY_STUCK_OWNER, "rqspinlock", 4)
                .with("cpus", "4")
                .with("host", "one")
                .iterations(1, 1_500)
                .run();
        assertThat(sum(iterations, "recovery.ETIMEDOUT.count"))
                .as("the first, the head, and the one behind it")
                .isGreaterThanOrEqualTo(3)
                .isEqualTo(answers(iterations.get(0)));
        assertThat(iterations.get(0).count("recovery.ETIMEDOUT.max")).isGreaterThan(2 * PENDING_TIMEOUT);
    }

    /** In forks: JMH keeps a failed trial's shared state for the next one in the same JVM. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    RECOVERY_AA     | percpu-counter | 1 | current | backend=percpu-counter: its locks hang where this workload waits
                    RECOVERY_ABBA   | rqspinlock     | 1 | current | cpus=1, threads=2: this workload needs 2 CPUs with one task each
                    RECOVERY_AA     | percpu-counter | 1 | v6_15   | backend=percpu-counter: its locks know neither lockKind nor lockProfile
                    """)
    void whatCannotRecoverIsRefusedInOneLine(
            Workload workload, String backend, String cpus, String profile, String line) {
        assertThatThrownBy(() -> ShortRun.of(workload, backend, 2)
                        .with("cpus", cpus)
                        .with("lockProfile", profile)
                        .forked()
                        .run())
                .isInstanceOf(RunnerException.class)
                .satisfies(failure -> assertThat(new ForkFailedException(failure))
                        .hasMessageStartingWith(line)
                        .message()
                        .doesNotContain("\n"));
    }
}
