package dev.spinlab.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.bench.driver.Workload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmh.runner.RunnerException;

class RecursionTest {
    @ParameterizedTest
    @CsvSource({
        "RECURSION_OTHER_MAP, percpu-counter, EBUSY",
        "RECURSION_OTHER_MAP, rqspinlock,",
        "RECURSION_OTHER_MAP, llist-deferred-free,",
        "RECURSION_SAME_MAP, percpu-counter, EBUSY",
        "RECURSION_SAME_MAP, rqspinlock, EDEADLK",
        "RECURSION_SAME_MAP, irqsave-deferred-free, EDEADLK"
    })
    void allProgramsAreRefusedOrNone(Workload workload, String backend, String code) throws RunnerException {
        assertThat(ShortRun.of(workload, backend, 1).run()).hasSize(2).allSatisfy(iteration -> {
            double called = iteration.count("handler.calls");
            assertThat(called).isPositive().isGreaterThanOrEqualTo(iteration.count("successes"));
            assertThat(iteration.count("failedCallShare"))
                    .as("updates themselves")
                    .isZero();
            assertThat(iteration.count("handler.successes")).isEqualTo(code == null ? called : 0);
            if (code != null) {
                assertThat(iteration.count("handler.failures." + code)).isEqualTo(called);
            }
            assertThat(iteration.violations()).isZero();
        });
    }

    /** What the answer EDEADLK is worth: without counter and resilient locks the same program hangs. */
    @Test
    void rawLocksWithoutACounterHang() {
        assertThatThrownBy(() -> ShortRun.of(Workload.RECURSION_SAME_MAP, "raw-spinlock-unguarded", 1)
                        .forked()
                        .run())
                .isInstanceOf(RunnerException.class)
                .satisfies(failure ->
                        assertThat(new ForkFailedException(failure)).hasMessageContaining("lockup on storage lock"));
    }

    @Test
    void tasksOfOneCpuDoNotMissEachOthersPrograms() throws RunnerException {
        assertThat(ShortRun.of(Workload.RECURSION_OTHER_MAP, "rqspinlock", 4)
                        .with("cpus", "2")
                        .run())
                .allSatisfy(iteration -> {
                    assertThat(iteration.count("handler.calls")).isGreaterThanOrEqualTo(iteration.count("successes"));
                    assertThat(iteration.count("handler.failedCallShare")).isZero();
                });
    }
}
