package dev.spinlab.bench.interrupts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RepeatedCellsTest {
    private final CellResult good = InterruptTablesTest.result("rqspinlock", Source.REALTIME, Map.of(), 0, "");
    private final List<String> said = new ArrayList<>();
    private int runs;

    private CellRunner repeated(CellRunner cells) {
        return new RepeatedCells(cells, () -> false, said::add);
    }

    @Test
    void aCellThatTheJvmSpoiltIsBegunAgainTwice() throws Exception {
        CellRunner thirdTime = repeated(cell -> {
            runs++;
            if (runs < 3) {
                throw new CellFailure("runaway interrupt: the JVM had it wait", true);
            }
            return good;
        });
        assertThat(thirdTime.run(good.cell())).isEqualTo(good);
        assertThat(said)
                .hasSize(2)
                .allMatch(line ->
                        line.equals(good.cell().label() + ": begun again: runaway interrupt: the JVM had it wait"));
        runs = -1;
        CellResult thrice = thirdTime.run(good.cell());
        assertThat(thrice.verdict()).as("what happens each time").isEqualTo(Verdict.HANGS);
        assertThat(thrice.figures().hang()).isEqualTo("3 times: runaway interrupt: the JVM had it wait");
    }

    @Test
    void aCellThatFailedOtherwiseIsNotBegunAgain() {
        CellRunner broken = repeated(cell -> {
            runs++;
            throw new CellFailure("no memory", false);
        });
        assertThatThrownBy(() -> broken.run(good.cell())).hasMessage("no memory");
        assertThat(runs).isEqualTo(1);
    }

    @Test
    void afterAStopNothingIsBegunAgain() {
        CellRunner stopped = new RepeatedCells(
                cell -> {
                    runs++;
                    throw new CellFailure("ended", true);
                },
                () -> true,
                said::add);
        assertThatThrownBy(() -> stopped.run(good.cell())).hasMessage("ended");
        assertThat(runs).isEqualTo(1);
    }
}
