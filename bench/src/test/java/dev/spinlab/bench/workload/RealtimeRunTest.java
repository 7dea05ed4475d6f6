package dev.spinlab.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spinlab.bench.driver.Workload;
import dev.spinlab.bench.environment.RealtimeAccess;
import org.junit.jupiter.api.Test;

/** Real interrupts under JMH, where the operating system allows them. */
class RealtimeRunTest {
    @Test
    void handlersOfRealInterruptsComeAndAreCounted() throws Exception {
        RealtimeAccess.Refusal refusal = RealtimeAccess.ofThisMachine().refusal();
        if (refusal != null) {
            System.err.println("RealtimeRunTest skipped: " + refusal.reason());
        }
        assumeTrue(refusal == null, "no real-time threads");

        assertThat(ShortRun.of(Workload.INTERRUPTED_CREATE_DELETE, "llist-deferred-free", 1)
                        .with("interrupts", "hardirq")
                        .with("period", "50")
                        .iterations(2, 200)
                        .forked()
                        .run())
                .hasSize(2)
                .allSatisfy(iteration -> {
                    assertThat(iteration.count("interrupts.handled")).isPositive();
                    assertThat(iteration.count("handler.calls")).isPositive();
                    assertThat(iteration.count("handler.successes")).isPositive();
                    assertThat(iteration.violations()).isZero();
                });
    }
}
