package dev.spinlab.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spinlab.bench.driver.BadInputException;
import dev.spinlab.bench.driver.InterruptLevel;
import dev.spinlab.bench.driver.Workload;
import dev.spinlab.bench.environment.RealtimeAccess;
import dev.spinlab.bench.harness.InterruptFigures;
import dev.spinlab.bench.interrupts.Cell;
import dev.spinlab.bench.interrupts.CellResult;
import dev.spinlab.bench.interrupts.Source;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class InterruptsCommandTest {
    private final StringWriter text = new StringWriter();

    private static CellResult result(String backend, Source source, long lost) {
        return new CellResult(
                new Cell(backend, Workload.INTERRUPTED_CREATE_DELETE, InterruptLevel.NMI, source),
                new InterruptFigures(1, 10, 10, 0, new TreeMap<>(), 1, lost, 0, 0, 0, "", 1, 0, 0, 0, 0, 0, 1),
                10);
    }

    private int conclude(List<String> unfinished, CellResult... results) {
        return InterruptsCommand.conclude(List.of(results), unfinished, new PrintWriter(text));
    }

    @Test
    void strategiesThatLoseNothingAndControlsThatDoAreGood() {
        assertThat(conclude(
                        List.of(),
                        result("rqspinlock", Source.STEPPED, 0),
                        result("rqspinlock", Source.REALTIME, 0),
                        result("unprotected-deferred-free", Source.STEPPED, 3),
                        result("unprotected-deferred-free", Source.REALTIME, 4)))
                .isZero();
        assertThat(text.toString())
                .contains(
                        "4 cells, 0 of strategies broken, 0 in which the sources differ, 0 controls that did not break,"
                                + " 0 not finished");
    }

    @Test
    void aStrategyThatLosesIsFound() {
        assertThat(conclude(List.of(), result("llist-deferred-free", Source.REALTIME, 1)))
                .isEqualTo(1);
        assertThat(text.toString()).contains("loses or hangs, and is no control: llist-deferred-free");
    }

    @Test
    void sourcesThatDifferAreFound() {
        assertThat(conclude(
                        List.of(),
                        result("unprotected-deferred-free", Source.STEPPED, 1),
                        result("unprotected-deferred-free", Source.REALTIME, 0)))
                .isEqualTo(1);
        assertThat(text.toString()).contains("in time it is otherwise: unprotected-deferred-free");
    }

    @Test
    void aControlThatDoesNotBreakIsFoundEvenIfBothSourcesAgree() {
        assertThat(conclude(
                        List.of(),
                        result("unprotected-deferred-free", Source.STEPPED, 0),
                        result("unprotected-deferred-free", Source.REALTIME, 0)))
                .isEqualTo(1);
        assertThat(text.toString())
                .contains("a control that did not break: unprotected-deferred-free")
                .contains("0 in which the sources differ, 2 controls that did not break");
    }

    @Test
    void withoutPermissionInterruptsComeInStepsUnlessTimeWasAskedFor() {
        RealtimeAccess.Refusal refusal = new RealtimeAccess.Refusal("no such permission", "be root");
        InterruptOptions open = options();
        List<Cell> cells = InterruptsCommand.possible(open, () -> refusal, new PrintWriter(text));
        assertThat(cells).isNotEmpty().allMatch(cell -> cell.source() == Source.STEPPED);
        assertThat(text.toString())
                .isEqualToIgnoringNewLines("real-time interrupts are left out: no such permission; be root");
        assertThat(InterruptsCommand.possible(open, () -> null, new PrintWriter(text)))
                .hasSize(2 * cells.size());
        assertThatThrownBy(() -> InterruptsCommand.possible(
                        options("--source", "realtime"), () -> refusal, new PrintWriter(text)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("--source realtime")
                .hasMessageContaining("be root");
        assertThat(InterruptsCommand.possible(
                        options("--source", "stepped"),
                        () -> {
                            throw new AssertionError("nobody needs to know");
                        },
                        new PrintWriter(text)))
                .hasSameSizeAs(cells);
    }

    private static InterruptOptions options(String... words) {
        InterruptOptions options = new InterruptOptions();
        new CommandLine(options).parseArgs(words);
        return options;
    }

    @Test
    void whatDidNotFinishIsUndecided() {
        assertThat(conclude(List.of("rqspinlock: 3 handlers only"), result("rqspinlock", Source.STEPPED, 0)))
                .isEqualTo(3);
    }
}
