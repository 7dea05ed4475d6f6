package dev.spinlab.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.InterruptSource;
import dev.spinlab.machine.Preemption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RigParametersTest {
    @Test
    void wordsBecomeParameters() {
        RigParameters parameters = RigParameters.parse("any", "2", 6, "none", "nmi", "250", "on");
        assertThat(parameters).isEqualTo(new RigParameters("any", 2, 6, Preemption.NONE, 0, 250, true));
        assertThat(parameters.interrupted()).isTrue();
        assertThat(RigParameters.parse("any", "2", 6, "full", "hardirq", "250", "off")
                        .hardirqSteps())
                .isEqualTo(250);
        assertThat(RigParameters.parse("any", "2", 6, "full", "none", "250", "off")
                        .interrupted())
                .isFalse();
    }

    @Test
    void interruptsComeAtTheLevelAskedFor() {
        InterruptSource source =
                RigParameters.parse("any", "1", 1, "full", "nmi", "10", "off").interruptSource(1);
        assertThat(source.nextDistanceSteps(0, ContextLevel.NMI)).isBetween(1L, 19L);
        assertThat(source.nextDistanceSteps(0, ContextLevel.HARDIRQ)).isEqualTo(InterruptSource.NEVER);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0    | 1 | full  | none    | 1000 | off  | cpus=0: not a number from 1 to 4096
                    9999 | 1 | full  | none    | 1000 | off  | cpus=9999: not a number
                    two  | 1 | full  | none    | 1000 | off  | cpus=two: not a number
                    2    | 3 | full  | none    | 1000 | off  | threads=3: cannot be shared out evenly over cpus=2; give a multiple of it, for example -t 4
                    2    | 1 | full  | none    | 1000 | off  | -t 2
                    1    | 1 | FULL  | none    | 1000 | off  | preemption=FULL: not understood; known: none, full
                    1    | 1 | full  | softirq | 1000 | off  | interrupts=softirq: not understood; known: none, hardirq, nmi
                    1    | 1 | full  | nmi     | 0    | off  | interruptSteps=0: not a number from 1
                    1    | 1 | full  | nmi     | -5   | off  | interruptSteps=-5: not a number from 1
                    1    | 1 | full  | none    | 1000 | yes  | latency=yes: not understood; known: off, on
                    """)
    void nonsenseIsOneLineThatNamesTheThingAndTheRemedy(
            String cpus, int threads, String preemption, String interrupts, String steps, String latency, String line) {
        assertThatThrownBy(() -> RigParameters.parse("any", cpus, threads, preemption, interrupts, steps, latency))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(line)
                .message()
                .doesNotContain("\n");
    }
}
