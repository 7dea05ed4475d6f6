package dev.spinlab.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.spinlab.bench.workload.InterruptedCreateDelete;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a trial under interrupts in steps finds. */
@Timeout(180)
class InterruptTrialTest {
    private static final long HANDLERS = 2_000;
    private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static InterruptFigures run(String backend, String level, Map<String, String> more)
            throws InterruptedException {
        Map<String, String> parameters = new HashMap<>(more);
        parameters.put("backend", backend);
        parameters.put("interrupts", level);
        return InterruptTrial.run(InterruptedCreateDelete::new, parameters, 1, HANDLERS, LIMIT_NANOS, 1, ROUND_NANOS);
    }

    private static InterruptFigures stepped(String backend, String level) throws InterruptedException {
        return run(backend, level, Map.of());
    }

    @Test
    void aSoundStrategyLosesNothingAndRefusesNobody() throws InterruptedException {
        InterruptFigures figures = stepped("llist-deferred-free", "hardirq");

        assertThat(figures.handlers()).isGreaterThanOrEqualTo(HANDLERS);
        assertThat(figures.atAnyInstruction()).as("a step is a step").isZero();
        assertThat(figures.operations()).isPositive();
        assertThat(figures.violations()).isZero();
        assertThat(figures.refusedHandlers()).isZero();
        assertThat(figures.hang()).isEmpty();
    }

    @Test
    void aBusyCounterRefuses() throws InterruptedException {
        InterruptFigures figures = stepped("percpu-counter", "hardirq");

        assertThat(figures.refused()).containsOnlyKeys("EBUSY");
        assertThat(figures.refusedHandlers()).isPositive().isLessThan(figures.handlers());
        assertThat(figures.violations()).isZero();
    }

    @Test
    void aPlainListLoses() throws InterruptedException {
        assertThat(stepped("unprotected-deferred-free", "nmi").violations()).isPositive();
    }

    @Test
    void aLockThatHangsEndsTheTrialAndIsNamed() throws InterruptedException {
        assertThat(stepped("raw-spinlock-unguarded", "nmi").hang()).startsWith("lockup on ");
    }

    @Test
    void aWorkloadWithoutInterruptsIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> stepped("rqspinlock", "none"))
                .withMessageContaining("this workload is about interrupts");
    }
}
