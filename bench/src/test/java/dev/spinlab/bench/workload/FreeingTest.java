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

class FreeingTest {
    @ParameterizedTest
    @CsvSource({"percpu-counter, 2", "rqspinlock, 1", "llist-deferred-free, 2", "irqsave-deferred-free, 1"})
    void manyExitsAtOnceAwaitTheirFreeTogether(String backend, int threads) throws RunnerException {
        int batch = 64;
        List<Measured> iterations = ShortRun.of(Workload.FREE_BURST, backend, threads)
                .with("batch", Integer.toString(batch))
                .iterations(2, 100)
                .run();
        assertThat(iterations).allSatisfy(iteration -> {
            double bursts = iteration.count("successes");
            assertThat(bursts).isPositive();
            assertThat(iteration.count("backlogPeak")).isGreaterThanOrEqualTo(batch);
            assertThat(iteration.count("calls"))
                    .as("each burst: a create for every owner, and one call that exits them all")
                    .isGreaterThanOrEqualTo(bursts * (batch + 1) - threads * batch);
            assertThat(iteration.violations()).isZero();
        });
    }

    /** By Little's law: how many await their free, by how many come per second, is how long they wait. */
    private static double freeDelaySeconds(Measured iteration) {
        return iteration.count("backlogMean") / iteration.goodput();
    }

    @Test
    void whatIsDeletedWaitsForReadersThatSleep() throws RunnerException {
        double without = ShortRun.of(Workload.CREATE_DELETE, "rqspinlock", 1).iterations(3, 400).run().stream()
                .mapToDouble(FreeingTest::freeDelaySeconds)
                .min()
                .orElseThrow();
        List<Measured> with = ShortRun.of(Workload.TRACE_READERS, "rqspinlock", 2)
                .iterations(3, 400)
                .run();
        assertThat(with).allSatisfy(iteration -> {
            assertThat(iteration.count("successes")).isPositive();
            assertThat(iteration.violations()).isZero();
        });
        assertThat(with.stream()
                        .mapToDouble(FreeingTest::freeDelaySeconds)
                        .max()
                        .orElseThrow())
                .isGreaterThan(1.3 * without);
    }

    /** The control frees after regular RCU only, which a reader that sleeps does not hold up. */
    @Test
    void aReaderThatSleepsFindsFreedMemoryIfNobodyWaitsForIt() throws RunnerException {
        assertThat(ShortRun.of(Workload.TRACE_READERS, "unprotected-deferred-free", 2)
                        .iterations(2, 400)
                        .run())
                .anySatisfy(iteration ->
                        assertThat(iteration.count("violations.usedAfterFree")).isPositive());
    }

    @ParameterizedTest
    @CsvSource({
        "percpu-counter, 2, 2, 1",
        "percpu-counter, 1, 2, 64",
        "rqspinlock, 2, 2, 16",
        "rqspinlock, 1, 2, 256",
        "llist-deferred-free, 2, 4, 16",
        "irqsave-deferred-free, 2, 2, 64"
    })
    void exitAndMapFreeEndAndFreeEachElementOnce(String backend, String cpus, int threads, String batch)
            throws RunnerException {
        List<Measured> iterations = ShortRun.of(Workload.TEARDOWN, backend, threads)
                .with("cpus", cpus)
                .with("batch", batch)
                .iterations(2, 200)
                .run();
        assertThat(iterations)
                .allSatisfy(iteration -> assertThat(iteration.violations()).isZero())
                .anySatisfy(
                        iteration -> assertThat(iteration.count("successes")).isPositive());
    }

    /** An element costs a lock to create and two to tear down; more only if both sides come upon it. */
    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void bothComeUponTheSameElement(String cpus) throws RunnerException {
        assertThat(ShortRun.of(Workload.TEARDOWN, "rqspinlock", 2)
                        .with("cpus", cpus)
                        .with("batch", "1")
                        .iterations(3, 300)
                        .run())
                .anySatisfy(iteration -> assertThat(iteration.count("lockAcquisitionsPerSuccess"))
                        .as("per operation of one of two tasks")
                        .isGreaterThan(1.15 * 3 / 2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    TRACE_READERS | 2 | cpus=2, threads=2: this workload needs a reader and another task on each CPU
                    TEARDOWN      | 1 | cpus=1, threads=1: this workload needs pairs of tasks
                    """)
    void tooFewTasksAreRefusedInOneLine(Workload workload, String cpus, String line) {
        assertThatThrownBy(() -> ShortRun.of(workload, "rqspinlock", Integer.parseInt(cpus))
                        .with("cpus", cpus)
                        .forked()
                        .run())
                .isInstanceOf(RunnerException.class)
                .satisfies(
                        failure -> assertThat(new ForkFailedException(failure)).hasMessageStartingWith(line));
    }
}
