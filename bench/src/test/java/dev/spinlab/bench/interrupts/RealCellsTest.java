package dev.spinlab.bench.interrupts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spinlab.bench.driver.InterruptLevel;
import dev.spinlab.bench.driver.JvmFlags;
import dev.spinlab.bench.driver.Workload;
import dev.spinlab.bench.environment.EnvironmentReader;
import dev.spinlab.bench.environment.RealtimeAccess;
import dev.spinlab.bench.harness.InterruptFigures;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What cells under real interrupts find, where the operating system allows them; in JVMs of their own, as always. */
@Timeout(300)
class RealCellsTest {
    private static final long HANDLERS = 2_000;

    @BeforeEach
    void needsRealtimeThreads() {
        RealtimeAccess.Refusal refusal = RealtimeAccess.ofThisMachine().refusal();
        if (refusal != null) {
            System.err.println("RealCellsTest skipped: " + refusal.reason());
        }
        assumeTrue(refusal == null, "no real-time threads");
    }

    private static InterruptFigures run(String backend, InterruptLevel level) throws Exception {
        Cell cell = new Cell(backend, Workload.INTERRUPTED_CREATE_DELETE, level, Source.REALTIME);
        Extent extent = new Extent(HANDLERS, Duration.ofSeconds(30), 50, false, 1, 1);
        ForkedCells forks = new ForkedCells(JvmFlags.forForks(EnvironmentReader.ofThisMachine()), extent);
        return new RepeatedCells(forks, () -> false, System.err::println)
                .run(cell)
                .figures();
    }

    @Test
    void aSoundStrategyLosesNothing() throws Exception {
        InterruptFigures figures = run("llist-deferred-free", InterruptLevel.HARDIRQ);

        assertThat(figures.violations()).isZero();
        assertThat(figures.hang()).isEmpty();
        assertThat(figures.pended()).isPositive();
        assertThat(figures.atAnyInstruction())
                .isGreaterThanOrEqualTo(HANDLERS)
                .as("what met a mask comes on top")
                .isLessThan(figures.handlers());
    }

    @Test
    void aBusyCounterRefuses() throws Exception {
        assertThat(run("percpu-counter", InterruptLevel.HARDIRQ).refused()).containsOnlyKeys("EBUSY");
    }

    @Test
    void aPlainListLosesAndNothingMasksAnNmi() throws Exception {
        InterruptFigures figures = run("unprotected-deferred-free", InterruptLevel.NMI);

        assertThat(figures.violations()).isPositive();
        assertThat(figures.atAnyInstruction()).isEqualTo(figures.handlers()).isGreaterThanOrEqualTo(HANDLERS);
    }

    @Test
    void aLockThatItsTaskHoldsEndsTheTrialAndIsNamed() throws Exception {
        assertThat(run("raw-spinlock-unguarded", InterruptLevel.NMI).hang()).startsWith("lockup on ");
    }
}
