package dev.spinlab.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.bench.driver.Workload;
import dev.spinlab.bench.workload.ShortRun.Measured;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.runner.RunnerException;

class OvercommitTest {
    /** How much slower the queue is where its waiters do not run is a question for the benchmark, not for a test. */
    @ParameterizedTest
    @ValueSource(strings = {"backend", "test-and-set"})
    void moreCpusThanThereAreTakeTheirLockInTurn(String kind) throws RunnerException {
        List<Measured> iterations = ShortRun.of(Workload.LOCK_UNLOCK, "rqspinlock", 4)
                .with("cpus", "4")
                .with("host", "one")
                .with("lockKind", kind)
                .iterations(3, 300)
                .run();
        assertThat(iterations).anySatisfy(iteration -> {
            assertThat(iteration.count("successes")).isPositive();
            assertThat(iteration.count("lockAcquisitionsPerSuccess")).isEqualTo(1);
        });
        assertThat(iterations)
                .allSatisfy(iteration -> assertThat(iteration.violations()).isZero());
    }

    @ParameterizedTest
    @ValueSource(strings = {"backend", "test-and-set"})
    void storageWorksWithEitherKindOfLock(String kind) throws RunnerException {
        assertThat(ShortRun.of(Workload.CREATE_DELETE, "llist-deferred-free", 2)
                        .with("cpus", "2")
                        .with("host", "one")
                        .with("owners", "shared")
                        .with("lockKind", kind)
                        .iterations(2, 200)
                        .run())
                .allSatisfy(iteration -> assertThat(iteration.violations()).isZero())
                .anySatisfy(
                        iteration -> assertThat(iteration.count("successes")).isPositive());
    }
}
