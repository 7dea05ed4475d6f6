package dev.spinlab.bench.interrupts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.bench.driver.BackendCatalog;
import dev.spinlab.bench.driver.BackendInfo;
import dev.spinlab.bench.driver.InterruptLevel;
import dev.spinlab.bench.driver.Workload;
import dev.spinlab.bench.harness.InterruptFigures;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlsTest {
    private static CellResult result(
            String backend, Workload workload, InterruptLevel level, long handlers, long lost, String hang) {
        return new CellResult(
                new Cell(backend, workload, level, Source.REALTIME),
                new InterruptFigures(
                        1, handlers, handlers, 0, new TreeMap<>(), 1, lost, 0, 0, 0, hang, 1, 0, 0, 0, 0, 0, 1),
                100);
    }

    @ParameterizedTest
    @CsvSource({
        "unprotected-deferred-free, HARDIRQ, INTERRUPTED_CREATE_DELETE",
        "unprotected-deferred-free, NMI, INTERRUPTED_UPDATE_EXISTING",
        "irqsave-nmi-admitted, NMI, INTERRUPTED_CREATE_DELETE",
        "raw-spinlock-unguarded, NMI, INTERRUPTED_CREATE_DELETE",
    })
    void aControlThatDoesNotBreakIsFound(String backend, InterruptLevel level, Workload workload) {
        assertThat(Controls.missed(List.of(result(backend, workload, level, 100, 0, ""))))
                .singleElement()
                .asString()
                .startsWith(backend)
                .contains("works, and should have been seen to ");
        assertThat(Controls.missed(List.of(result(backend, workload, level, 99, 0, ""))))
                .as("too few handlers to say")
                .isEmpty();
        assertThat(Controls.missed(List.of(result(backend, workload, level, 100, 1, "lockup on it"))))
                .isEmpty();
    }

    @Test
    void losingIsNotHanging() {
        assertThat(Controls.missed(List.of(result(
                        "raw-spinlock-unguarded", Workload.INTERRUPTED_CREATE_DELETE, InterruptLevel.NMI, 100, 5, ""))))
                .singleElement()
                .asString()
                .endsWith("to hang");
    }

    @ParameterizedTest
    @CsvSource({
        "irqsave-nmi-admitted, HARDIRQ, INTERRUPTED_CREATE_DELETE",
        "raw-spinlock-unguarded, HARDIRQ, INTERRUPTED_CREATE_DELETE",
        "unprotected-deferred-free, NMI, INTERRUPTED_LOOKUP_HIT",
        "rqspinlock, NMI, INTERRUPTED_CREATE_DELETE",
    })
    void whatNeedNotBreakIsNot(String backend, InterruptLevel level, Workload workload) {
        assertThat(Controls.missed(List.of(result(backend, workload, level, 100, 0, ""))))
                .isEmpty();
    }

    @Test
    void everyControlOfOursIsExpectedToBreakUnderNmis() {
        assertThat(BackendCatalog.all().stream().filter(BackendInfo::control))
                .isNotEmpty()
                .allMatch(control -> Controls.least(new Cell(
                                        control.id(),
                                        Workload.INTERRUPTED_CREATE_DELETE,
                                        InterruptLevel.NMI,
                                        Source.STEPPED))
                                .compareTo(Verdict.LOSES)
                        >= 0);
    }
}
