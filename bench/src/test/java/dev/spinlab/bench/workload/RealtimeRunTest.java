package dev.spinlab.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spinlab.bench.driver.JvmFlags;
import dev.spinlab.bench.driver.Workload;
import dev.spinlab.bench.environment.RealtimeAccess;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;

/** Real interrupts under JMH, where the operating system allows them. */
class RealtimeRunTest {
    private static final int ATTEMPTS = 5;

    @Test
    void handlersOfRealInterruptsComeAndAreCounted() throws Exception {
        RealtimeAccess.Refusal refusal = RealtimeAccess.ofThisMachine().refusal();
        if (refusal != null) {
            System.err.println("RealtimeRunTest skipped: " + refusal.reason());
        }
        assumeTrue(refusal == null, "no real-time threads");

        assertThat(measured()).hasSize(2).allSatisfy(iteration -> {
            assertThat(iteration.count("interrupts.handled")).isPositive();
            assertThat(iteration.count("handler.calls")).isPositive();
            assertThat(iteration.count("handler.successes")).isPositive();
            assertThat(iteration.violations()).isZero();
        });
    }

    /**
     * A fork in which the JVM tore a handler is void, which on a busy machine can be the first ones. Warm code is torn less, and
     * the flags of real forks keep collections and safepoints out of the iterations.
     */
    private static List<ShortRun.Measured> measured() throws RunnerException {
        for (int attempt = 1; ; attempt++) {
            try {
                return ShortRun.of(Workload.INTERRUPTED_CREATE_DELETE, "llist-deferred-free", 1)
                        .with("interrupts", "hardirq")
                        .with("period", "100")
                        .warmup(3, 300)
                        .iterations(2, 100)
                        .forked(JvmFlags.forRealtime(
                                JvmFlags.forThisJdk(Runtime.getRuntime().availableProcessors(), false)))
                        .run();
            } catch (RunnerException torn) {
                if (attempt == ATTEMPTS) {
                    throw torn;
                }
            }
        }
    }
}
