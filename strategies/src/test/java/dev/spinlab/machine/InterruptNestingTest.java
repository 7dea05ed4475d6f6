package dev.spinlab.machine;

import static dev.spinlab.machine.ContextLevel.HARDIRQ;
import static dev.spinlab.machine.ContextLevel.NMI;
import static dev.spinlab.machine.ContextLevel.SOFTIRQ;
import static dev.spinlab.machine.ContextLevel.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which context comes over which, and what a mask holds back. */
class InterruptNestingTest {
    private final List<String> log = new ArrayList<>();

    @Test
    void aHandlerSeesItsOwnLevelAndTheTaskAfterwardsItsOwn() {
        Cpu cpu = Rig.enteredCpu(
                new ScriptedInterrupts().hardirqs(1).nmis(2),
                (c, level) -> log.add(level + " in " + c.context().level()));

        Rig.steps(cpu, 2);

        assertThat(log).containsExactly("HARDIRQ in HARDIRQ", "NMI in NMI");
        assertThat(cpu.context().level()).isEqualTo(TASK);
        assertThat(cpu.irqsMasked()).isFalse();
    }

    @Test
    void aHandlerRunsWithInterruptsMaskedAndOnBehalfOfTheInterruptedTask() {
        List<Task> interrupted = new ArrayList<>();
        Cpu cpu = Rig.enteredCpu(new ScriptedInterrupts().hardirqs(1), (c, level) -> {
            assertThat(c.irqsMasked()).isTrue();
            assertThat(c.migrationDisabled()).isTrue();
            interrupted.add(c.current());
        });

        cpu.step();

        assertThat(interrupted).containsExactly(cpu.current());
    }

    @Test
    void maskedHardirqsAreMergedAndRunOnceAtTheOutermostRestore() {
        Cpu cpu = Rig.enteredCpu(new ScriptedInterrupts().hardirqs(1, 1, 1), (c, level) -> log.add(level.name()));

        cpu.irqSave();
        cpu.irqSave();
        Rig.steps(cpu, 5);
        assertThat(log).isEmpty();
        cpu.irqRestore();
        assertThat(log).isEmpty();
        cpu.irqRestore();
        assertThat(log).containsExactly("HARDIRQ");
        Rig.steps(cpu, 10);
        assertThat(log).containsExactly("HARDIRQ");
    }

    @Test
    void preemptDisableDoesNotHoldInterruptsBack() {
        Cpu cpu = Rig.enteredCpu(new ScriptedInterrupts().hardirqs(1).nmis(1), (c, level) -> log.add(level.name()));

        cpu.preemptDisable();
        cpu.step();

        assertThat(log).containsExactly("HARDIRQ", "NMI");
    }

    @Test
    void nothingMasksAnNmi() {
        Cpu cpu = Rig.enteredCpu(new ScriptedInterrupts().hardirqs(3).nmis(1, 3), (c, level) -> {
            log.add(level.name());
            if (level == HARDIRQ) {
                c.step();
                log.add("HARDIRQ ends");
            }
        });

        cpu.irqSave();
        cpu.step();
        assertThat(log).containsExactly("NMI");
        cpu.irqRestore();
        Rig.steps(cpu, 2);
        assertThat(log).containsExactly("NMI", "HARDIRQ", "NMI", "HARDIRQ ends");
    }

    @Test
    void anNmiInAnNmiIsPendedAndRunsAfterIt() {
        Cpu cpu = Rig.enteredCpu(new ScriptedInterrupts().nmis(1, 1), (c, level) -> {
            log.add("begin");
            Rig.steps(c, 3);
            log.add("end");
        });

        cpu.step();

        assertThat(log).containsExactly("begin", "end", "begin", "end");
        assertThat(cpu.steps()).isEqualTo(7);
    }

    @Test
    void aHardirqInAHardirqIsPendedAndRunsAfterIt() {
        Cpu cpu = Rig.enteredCpu(new ScriptedInterrupts().hardirqs(1, 1), (c, level) -> {
            log.add("begin");
            Rig.steps(c, 3);
            log.add("end");
        });

        cpu.step();

        assertThat(log).containsExactly("begin", "end", "begin", "end");
    }

    @Test
    void aHardirqInAnNmiIsPendedAndRunsAfterIt() {
        Cpu cpu = Rig.enteredCpu(new ScriptedInterrupts().nmis(1).hardirqs(2), (c, level) -> {
            log.add(level + " begins");
            Rig.steps(c, 3);
            log.add(level + " ends");
        });

        cpu.step();

        assertThat(log).containsExactly("NMI begins", "NMI ends", "HARDIRQ begins", "HARDIRQ ends");
    }

    @Test
    void maskingInsideAHandlerDoesNotLetInterruptsInAtItsRestore() {
        Cpu cpu = Rig.enteredCpu(new ScriptedInterrupts().hardirqs(1, 1), (c, level) -> {
            log.add("begin");
            c.irqSave();
            c.step();
            c.irqRestore();
            log.add("end");
        });

        cpu.step();

        assertThat(log).containsExactly("begin", "end", "begin", "end");
    }

    @Test
    void softirqsRunAtTaskLevelWithInterruptsOnOnly() {
        SoftirqOnce subsystem = new SoftirqOnce(log);
        Cpu cpu = Rig.enteredCpu(
                new ScriptedInterrupts().hardirqs(1),
                (c, level) -> {
                    subsystem.pending = true;
                    c.raiseSoftirq();
                    c.preemptDisable();
                    c.preemptEnable();
                    log.add("HARDIRQ ends");
                },
                subsystem);

        cpu.step();
        assertThat(log).containsExactly("HARDIRQ ends", "softirq in SOFTIRQ, masked false");
        assertThat(cpu.context().level()).isEqualTo(TASK);

        log.clear();
        subsystem.pending = true;
        cpu.irqSave();
        cpu.raiseSoftirq();
        Rig.steps(cpu, 2 * NativeSchedule.STEPS_PER_TICK);
        assertThat(log).isEmpty();
        cpu.irqRestore();
        assertThat(log).containsExactly("softirq in SOFTIRQ, masked false");
    }

    @Test
    void aHardirqComesOverASoftirqButNoSoftirqOverASoftirq() {
        SoftirqOnce subsystem = new SoftirqOnce(log) {
            @Override
            public void softirq(Cpu cpu) {
                log.add("softirq begins");
                pending = false;
                cpu.raiseSoftirq();
                cpu.raise(HARDIRQ);
                cpu.preemptDisable();
                cpu.preemptEnable();
                log.add("softirq ends");
            }
        };
        Cpu cpu = Rig.enteredCpu(
                InterruptSource.none(),
                (c, level) -> log.add(level + " in " + c.context().level()),
                subsystem);

        subsystem.pending = true;
        cpu.irqSave();
        cpu.raiseSoftirq();
        cpu.irqRestore();

        assertThat(log).containsExactly("softirq begins", "HARDIRQ in HARDIRQ", "softirq ends");
    }

    @Test
    void aRaiseDoesWhatASteppedInterruptDoes() {
        Cpu cpu = Rig.enteredCpu(InterruptSource.none(), (c, level) -> log.add(level.name()));

        cpu.irqSave();
        cpu.raise(HARDIRQ);
        cpu.raise(HARDIRQ);
        cpu.raise(NMI);
        assertThat(log).containsExactly("NMI");
        cpu.irqRestore();
        assertThat(log).containsExactly("NMI", "HARDIRQ");
        cpu.raise(HARDIRQ);
        assertThat(log).containsExactly("NMI", "HARDIRQ", "HARDIRQ");
    }

    @Test
    void everyLevelHasItsOwnCounters() {
        SoftirqOnce subsystem = new SoftirqOnce(log) {
            @Override
            public void softirq(Cpu cpu) {
                super.softirq(cpu);
                cpu.countLockWait();
            }
        };
        Cpu cpu = Rig.enteredCpu(
                new ScriptedInterrupts().hardirqs(1, 1).nmis(1),
                (c, level) -> {
                    c.countAtomic();
                    if (level == HARDIRQ) {
                        c.countLockAcquisition();
                        c.countLockAcquisition();
                        subsystem.pending = true;
                        c.raiseSoftirq();
                    }
                },
                subsystem);

        cpu.countAtomic();
        cpu.countAtomic();
        cpu.countAtomic();
        Rig.steps(cpu, 2);

        assertThat(counts(cpu, TASK)).containsExactly(3, 0, 0, 0);
        assertThat(counts(cpu, SOFTIRQ)).containsExactly(0, 0, 2, 2);
        assertThat(counts(cpu, HARDIRQ)).containsExactly(2, 4, 0, 2);
        assertThat(counts(cpu, NMI)).containsExactly(1, 0, 0, 1);
    }

    @Test
    void quickLocksAreCountedForTheLevelThatTookThem() {
        List<long[]> inHandlers = new ArrayList<>();
        Cpu cpu = Rig.enteredCpu(new ScriptedInterrupts().hardirqs(2), (c, level) -> {
            c.countQuickLock();
            if (level == HARDIRQ) {
                c.raise(NMI);
                c.countQuickLock();
            }
            inHandlers.add(counts(c, level));
            inHandlers.add(counts(c, TASK));
        });

        cpu.countQuickLock();
        Rig.steps(cpu, 3);
        cpu.countQuickLock();

        long[] ofTask = {1, 1, 0, 0};
        assertThat(inHandlers).containsExactly(new long[] {1, 1, 0, 1}, ofTask, new long[] {2, 2, 0, 1}, ofTask);
        assertThat(counts(cpu, TASK)).containsExactly(2, 2, 0, 0);
        assertThat(counts(cpu, HARDIRQ)).containsExactly(2, 2, 0, 1);
    }

    private static long[] counts(Cpu cpu, ContextLevel level) {
        Counters counters = cpu.context(level).counters();
        return new long[] {counters.atomics(), counters.lockAcquisitions(), counters.lockWaits(), counters.entries()};
    }

    /** Has work whenever the test says so; says where it did it. */
    private static class SoftirqOnce implements Subsystem {
        private final List<String> log;
        boolean pending;

        SoftirqOnce(List<String> log) {
            this.log = log;
        }

        @Override
        public void tick(Cpu cpu) {}

        @Override
        public boolean softirqPending(Cpu cpu) {
            return pending;
        }

        @Override
        public void softirq(Cpu cpu) {
            pending = false;
            log.add("softirq in " + cpu.context().level() + ", masked " + cpu.irqsMasked());
        }
    }
}
