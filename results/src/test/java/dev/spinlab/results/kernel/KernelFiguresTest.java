package dev.spinlab.results.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.results.fixture.KernelFixture;
import dev.spinlab.results.kernel.KernelFigures.Locks;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelFiguresTest {
    @Test
    void theTitleNamesTheVersionAlone() {
        assertThat(KernelFixture.figures().title()).isEqualTo("this machine's Linux 6.18");
    }

    @Test
    void whatAKernelThatPreemptsNobodyCannotShowIsSaid() {
        assertThat(KernelFixture.figures().limits())
                .hasSize(5)
                .anyMatch(line -> line.contains("busy counter") && line.contains("the model's percpu-counter"))
                .anyMatch(line -> line.contains("threads refused by threads cannot be seen here")
                        && line.contains("preempt=full"));
    }

    @Test
    void otherKernelsHaveOtherLimits() {
        assertThat(KernelFixture.figures(Locks.COUNTER, "full (dynamic, set at boot)")
                        .limits())
                .hasSize(4)
                .noneMatch(line -> line.contains("cannot be seen"));
        assertThat(KernelFixture.figures(Locks.RQSPINLOCK, "none").limits())
                .hasSize(4)
                .anyMatch(line -> line.contains("No refusals are expected"));
        assertThat(KernelFixture.figures(Locks.UNKNOWN, null).limits())
                .hasSize(5)
                .anyMatch(line -> line.contains("does not tell whether"))
                .anyMatch(line -> line.contains("preemption model could not be read"));
    }

    @ParameterizedTest
    @CsvSource({
        "none, false",
        "'voluntary (dynamic, set at boot)', false",
        "full, true",
        "'lazy (dynamic, set at boot)', true",
        "rt, true",
        "'dynamic, mode not readable',",
        ","
    })
    void whetherATaskLosesItsCpuInsideAProgramIsReadFromTheModel(String preemption, Boolean preempts) {
        assertThat(KernelFixture.figures(Locks.COUNTER, preemption).preempts()).isEqualTo(preempts);
    }

    @Test
    void aCaseIsFoundByWhatItIs() {
        KernelFigures figures = KernelFixture.figures();
        assertThat(figures.find(KernelRow.CREATE_DELETE, 2, 1, 0))
                .map(KernelRow::label)
                .contains("create-delete, 2 threads on 1 CPU");
        assertThat(figures.find(KernelRow.CREATE_DELETE, 1, 1, 100))
                .map(KernelRow::label)
                .contains("create-delete, 1 thread on 1 CPU, interrupt every 100 µs");
        assertThat(figures.find("update", 2, 2, 0))
                .as("a system call is no case of a program")
                .isEmpty();
        assertThat(figures.find(KernelRow.CREATE_DELETE, 4, 1, 0)).isEmpty();
    }

    @Test
    void noneIsToldFromFew() {
        assertThat(KernelFixture.calls(12_000, Map.of(), 10).share()).isEqualTo("0 of 12,000");
        assertThat(KernelFixture.calls(10_000, Map.of("create NULL", 9_280L), 10)
                        .share())
                .isEqualTo("92.8 % [91.9 % .. 93.7 %]");
        assertThat(KernelFixture.calls(10_000, Map.of("create NULL", 3L, "delete EBUSY", 2_000L), 10)
                        .answers())
                .isEqualTo("create NULL 3, delete EBUSY 2,000");
        assertThat(new Range(1000, 1000, 1000).time()).isEqualTo("1 µs");
    }

    @Test
    void theTableHasEveryRowWithItsStoredFigure() {
        String text = KernelText.of(KernelFixture.figures());
        assertThat(text.lines())
                .allMatch(line -> line.length() <= KernelText.WIDTH && line.equals(line.stripTrailing()));
        List<String> lines = text.lines().toList();
        assertThat(lines.get(0)).startsWith("Linux 6.18.44-test on amd64, preemption none (dynamic");
        assertThat(lines)
                .anyMatch(line -> line.startsWith("- its handlers:") && line.contains(" 10,000 92.8 % [91.9 %"));
        assertThat(text)
                .contains("0 of 1,600,000")
                .contains("84-94 % (6.12, 6.18), 0")
                .contains("update EAGAIN", "41,000, update")
                .contains("left out: system calls on the storage of each thread: <pidfd_open> answered EINVAL");
    }

    @Test
    void storedFiguresAreOfTheSameCaseOnly() {
        for (KernelRow row : KernelFixture.figures().rows()) {
            boolean usual = row.interruptMicros() == 100;
            assertThat(MeasuredBefore.ofHandlers(row).equals(MeasuredBefore.NOTHING))
                    .as(row.label())
                    .isEqualTo(!usual);
            assertThat(MeasuredBefore.ofTasks(row).equals(MeasuredBefore.NOTHING))
                    .as(row.label())
                    .isEqualTo(usual);
        }
    }
}
