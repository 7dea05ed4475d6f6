package dev.spinlab.bench.harness;

import static dev.spinlab.bench.harness.JmhRunTest.metric;
import static dev.spinlab.bench.harness.JmhRunTest.options;
import static dev.spinlab.bench.harness.JmhRunTest.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.spinlab.backend.Backends;
import dev.spinlab.bench.driver.Workload;
import dev.spinlab.guard.RecursionGuard;
import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Machine;
import dev.spinlab.storage.LocalStorage;
import dev.spinlab.storage.StorageConfig;
import java.util.Collection;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.TimeValue;

/** What the storage workloads do, read off the exact counters of short runs under JMH's own runner. */
class StorageWorkloadsTest {
    private static final String LOCKS = "lockAcquisitionsPerSuccess";

    /** A benchmark run on the same machine must not fail the tests; JMH reads this when its runner is loaded. */
    @BeforeAll
    static void ignoreOtherRuns() {
        System.setProperty("jmh.ignoreLock", "true");
    }

    private static IterationResult last(Workload workload, String backend, int threads, String... parameters)
            throws RunnerException {
        var options = options(workload, backend, threads);
        for (int i = 0; i < parameters.length; i += 2) {
            options.param(parameters[i], parameters[i + 1]);
        }
        Collection<IterationResult> iterations = run(options);
        assertThat(iterations).allSatisfy(iteration -> {
            assertThat(metric(iteration, "successes")).isPositive();
            assertThat(metric(iteration, "violations.lost")
                            + metric(iteration, "violations.leaked")
                            + metric(iteration, "violations.doubleFreed")
                            + metric(iteration, "violations.usedAfterFree"))
                    .isZero();
        });
        return iterations.stream().reduce((first, second) -> second).orElseThrow();
    }

    private static void assertNobodyRefused(IterationResult iteration) {
        assertThat(metric(iteration, "failedCallShare")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "1, sequential, 0, 1",
        "16, sequential, 0, 16",
        "17, sequential, 2, 17",
        "32, sequential, 32, 32",
        "17, interleaved, 2, 23"
    })
    void aWalkLooksUpEveryMapAndBeyondSixteenTheCacheIsChanged(
            String maps, String order, double publishes, double lookups) throws RunnerException {
        IterationResult walk = last(Workload.LOOKUP_WALK, "rqspinlock", 1, "maps", maps, "order", order);
        assertThat(metric(walk, LOCKS)).isCloseTo(publishes / lookups, within(0.02));
        assertNobodyRefused(walk);
        assertThat(metric(walk, "calls")).isEqualTo(metric(walk, "successes"));
    }

    @Test
    void aMissIsASuccessThatLooksAtEverythingThereIs() throws RunnerException {
        IterationResult nothing = last(Workload.LOOKUP_MISS, "percpu-counter", 1);
        IterationResult much = last(Workload.LOOKUP_MISS, "percpu-counter", 1, "maps", "17");
        assertNobodyRefused(nothing);
        assertNobodyRefused(much);
        assertThat(metric(much, "calls")).isEqualTo(metric(much, "successes"));
        assertThat(metric(much, "stepsPerSuccess") - metric(nothing, "stepsPerSuccess"))
                .as("a step for each of 16 values and one for the cache")
                .isCloseTo(17, within(0.5));
    }

    @Test
    void anUpdateReplacesUnderBothLocks() throws RunnerException {
        assertThat(metric(last(Workload.UPDATE_EXISTING, "rqspinlock", 1), LOCKS))
                .isCloseTo(2, within(0.02));
        assertThat(metric(last(Workload.UPDATE_EXISTING, "percpu-counter", 1), LOCKS))
                .as("its buckets are locked one after the other")
                .isCloseTo(3, within(0.02));
    }

    @Test
    void aMixMostlyReads() throws RunnerException {
        IterationResult mix = last(Workload.READ_MOSTLY, "rqspinlock", 1);
        assertNobodyRefused(mix);
        assertThat(metric(mix, "calls") / metric(mix, "successes"))
                .as("one operation in a hundred takes two calls")
                .isCloseTo(1.01, within(0.003));
        assertThat(metric(mix, LOCKS))
                .as("9 % updates with two locks, 1 % deletes with two and creates with one, and a read that"
                        + " follows any of them puts the new element into the cache under another")
                .isCloseTo(0.30, within(0.03));
    }

    @ParameterizedTest
    @CsvSource({"1", "16", "64"})
    void aBatchIsSoManyCreatesAndDeletes(int batch) throws RunnerException {
        IterationResult created = last(
                Workload.CREATE_BATCH, "llist-deferred-free", 1, "batch", Integer.toString(batch), "valueBytes", "64");
        assertNobodyRefused(created);
        assertThat(metric(created, "calls")).isCloseTo(2.0 * batch * metric(created, "successes"), within(2.0 * batch));
    }

    @ParameterizedTest
    @CsvSource({"CREATE_DELETE, percpu-counter", "CREATE_DELETE, rqspinlock", "READ_MOSTLY, rqspinlock"})
    void whoSharesAnOwnerIsNotRefusedForWhatAnotherHasDone(Workload workload, String backend) throws RunnerException {
        IterationResult shared = last(workload, backend, 2, "cpus", "2", "owners", "shared");
        assertThat(shared.getSecondaryResults()).doesNotContainKey("failures.ENOENT");
        assertThat(metric(shared, "calls")).isGreaterThanOrEqualTo(metric(shared, "successes"));
    }

    @Test
    void callersThatWaitForTheLocksAreNotRefusedByTheCounterAndOthersAre() throws RunnerException {
        assertNobodyRefused(last(Workload.NODEADLOCK, "percpu-counter", 32, "caller", "syscall"));
        Collection<IterationResult> asking =
                run(options(Workload.NODEADLOCK, "percpu-counter", 32).measurementTime(TimeValue.milliseconds(300)));
        assertThat(asking)
                .anySatisfy(iteration ->
                        assertThat(metric(iteration, "failures.EBUSY")).isPositive());
    }

    @Test
    void nobodyIsInsideAfterTheStressTest() throws RunnerException {
        IterationResult stress =
                last(Workload.STRESS_LOOKUP, "percpu-counter", 64, "caller", "syscall", "owners", "shared");
        assertNobodyRefused(stress);
    }

    @Test
    void aGuardThatForgetsToCountDownIsFoundOut() {
        Machine machine = Machine.builder().cpus(1).notices(notice -> {}).build();
        ModelKernel kernel = ModelKernel.on(machine);
        StorageConfig good = Backends.byId("percpu-counter").config();
        assertThatCode(() -> Testbed.checkNobodyInside(new LocalStorage(kernel, good), machine))
                .doesNotThrowAnyException();
        StorageConfig forgetful =
                new StorageConfig(any -> new Forgetful(), good.locks(), good.reclaimer(), good.linkOrder(), good.nmi());
        assertThatThrownBy(() -> Testbed.checkNobodyInside(
                        new LocalStorage(
                                ModelKernel.on(Machine.builder()
                                        .cpus(1)
                                        .notices(notice -> {})
                                        .build()),
                                forgetful),
                        machine))
                .hasMessageStartingWith("the busy counter of CPU 0 says");
    }

    /** Says that somebody is inside, whoever leaves. */
    private static final class Forgetful implements RecursionGuard {
        @Override
        public boolean tryEnter(Cpu cpu) {
            return true;
        }

        @Override
        public void enter(Cpu cpu) {}

        @Override
        public void exit(Cpu cpu) {}

        @Override
        public int busy(Cpu cpu) {
            return 1;
        }
    }

    @Test
    void theHarnessItselfTouchesNothing() throws RunnerException {
        IterationResult empty = last(Workload.EMPTY_OPERATION, "rqspinlock", 1);
        assertNobodyRefused(empty);
        assertThat(metric(empty, "rmwPerSuccess")).isLessThan(0.001);
        assertThat(metric(empty, LOCKS)).isLessThan(0.001);
        assertThat(metric(empty, "stepsPerSuccess")).isCloseTo(1, within(0.01));
    }

    @Test
    void liveElementsAreThereAndStay() throws RunnerException {
        IterationResult among = last(Workload.CREATE_DELETE, "rqspinlock", 1, "live", "2000", "valueBytes", "64");
        assertNobodyRefused(among);
    }
}
