package dev.spinlab.machine;

import static dev.spinlab.machine.ContextLevel.HARDIRQ;
import static dev.spinlab.machine.ContextLevel.NMI;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What a task asks for between two steps is attended to at the very next one, not at the next tick. */
class RaisedBetweenStepsTest {
    private static final int SOME_STEPS = 100;

    private final List<String> log = new ArrayList<>();

    /** Work that is always pending once and says where it was done. */
    private final class OneSoftirq implements Subsystem {
        private boolean pending = true;

        @Override
        public void tick(Cpu cpu) {
            log.add("tick");
        }

        @Override
        public boolean softirqPending(Cpu cpu) {
            return pending;
        }

        @Override
        public void softirq(Cpu cpu) {
            pending = false;
            log.add("softirq");
        }
    }

    @Test
    void aSoftirqRunsInTheNextStep() {
        Cpu cpu = Rig.enteredCpu(InterruptSource.none(), (c, level) -> {}, new OneSoftirq());
        Rig.steps(cpu, SOME_STEPS);
        cpu.raiseSoftirq();
        assertThat(log).isEmpty();
        cpu.step();
        assertThat(log).containsExactly("softirq");
    }

    @Test
    void aRequestedRescheduleHappensInTheNextStep() {
        Cpu cpu = Rig.quietCpu();
        AtomicBoolean ran = Rig.secondTaskWaits(cpu);
        Rig.steps(cpu, SOME_STEPS);
        cpu.requestReschedule();
        assertThat(ran).isFalse();
        cpu.step();
        assertThat(ran).isTrue();
    }

    @Test
    void aSoftirqRaisedByAHandlerThatGoesOnSteppingRunsInTheFirstStepAfterIt() {
        Cpu cpu = Rig.enteredCpu(
                InterruptSource.none(),
                (c, level) -> {
                    c.raiseSoftirq();
                    Rig.steps(c, 3);
                    log.add("handler ends");
                },
                new OneSoftirq());
        Rig.steps(cpu, SOME_STEPS);
        cpu.raise(HARDIRQ);
        cpu.step();
        assertThat(log).containsExactly("handler ends", "softirq");
    }

    @Test
    void anInterruptPendedInsideAHandlerRunsInTheFirstStepAfterIt() {
        Cpu cpu = Rig.enteredCpu(InterruptSource.none(), (c, level) -> {
            log.add(level.name());
            if (level == NMI) {
                c.raise(HARDIRQ);
                Rig.steps(c, 3);
            }
        });
        Rig.steps(cpu, SOME_STEPS);
        cpu.raise(NMI);
        assertThat(log).containsExactly("NMI");
        cpu.step();
        assertThat(log).containsExactly("NMI", "HARDIRQ");
    }

    @Test
    void neitherTheStepCountNorTheTickIsPutOut() {
        Cpu cpu = Rig.enteredCpu(InterruptSource.none(), (c, level) -> {}, new OneSoftirq());
        for (int i = 0; i < NativeSchedule.STEPS_PER_TICK - 1; i++) {
            assertThat(cpu.steps()).isEqualTo(i);
            cpu.requestReschedule();
            cpu.step();
        }
        assertThat(log).isEmpty();
        cpu.step();
        assertThat(log).containsExactly("tick");
    }
}
