package dev.spinlab.machine;

import static dev.spinlab.machine.ContextLevel.HARDIRQ;
import static dev.spinlab.machine.ContextLevel.NMI;
import static dev.spinlab.machine.ContextLevel.SOFTIRQ;
import static dev.spinlab.machine.ContextLevel.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** When deferred interrupt work runs, beyond what {@link InterruptNestingTest} shows of its place among the levels. */
class SoftirqTest {
    private static final int ROUNDS = 10;

    private final Work work = new Work();

    @AutoClose
    private final OneCpuRig rig = new OneCpuRig(work);

    /** A subsystem with as many pieces of softirq work as it is given. */
    private static final class Work implements Subsystem {
        private int pieces;
        private int done;
        private Consumer<Cpu> body = cpu -> {};

        @Override
        public void tick(Cpu cpu) {}

        @Override
        public boolean softirqPending(Cpu cpu) {
            return pieces > 0;
        }

        @Override
        public void softirq(Cpu cpu) {
            pieces--;
            done++;
            body.accept(cpu);
        }
    }

    private void raiseWith(Cpu cpu, int pieces) {
        work.pieces = pieces;
        cpu.raiseSoftirq();
    }

    @Test
    void softirqRunsAfterTheHardirqThatRaisedIt() {
        work.body = cpu -> {
            assertThat(cpu.context().level()).isEqualTo(SOFTIRQ);
            assertThat(cpu.irqsMasked()).isFalse();
            rig.log("softirq");
        };
        rig.on(HARDIRQ, cpu -> {
            raiseWith(cpu, 1);
            cpu.step();
            rig.log("hardirq ends");
        });
        Task task = rig.spawn("task", cpu -> {
            cpu.step();
            rig.log("task goes on");
        });
        rig.schedule.run(task, 1);
        rig.schedule.interrupt(rig.cpu, HARDIRQ);
        rig.schedule.finish(task);
        assertThat(rig.log).containsExactly("hardirq ends", "softirq", "task goes on");
        assertThat(rig.cpu.context(SOFTIRQ).counters().entries()).isEqualTo(1);
    }

    @Test
    void softirqRaisedByATaskRunsInItsNextStep() {
        rig.run(cpu -> {
            raiseWith(cpu, 1);
            assertThat(work.done).isZero();
            cpu.step();
            assertThat(work.done).isEqualTo(1);
            assertThat(cpu.context().level()).isEqualTo(TASK);
        });
    }

    @Test
    void softirqRaisedInAnNmiWaitsForTheEndOfAllHandlers() {
        rig.on(NMI, cpu -> {
            raiseWith(cpu, 1);
            cpu.step();
            rig.log("nmi ends with " + work.done);
        });
        rig.on(HARDIRQ, cpu -> {
            cpu.raise(NMI);
            cpu.step();
            rig.log("hardirq ends with " + work.done);
        });
        rig.run(cpu -> {
            cpu.raise(HARDIRQ);
            cpu.step();
            rig.log("task goes on with " + work.done);
        });
        assertThat(rig.log).containsExactly("nmi ends with 0", "hardirq ends with 0", "task goes on with 1");
    }

    @Test
    void hardirqInterruptsASoftirqAndWhatItRaisesDoesNotNest() {
        int[] depth = {0, 0};
        work.body = cpu -> {
            depth[1] = Math.max(depth[1], ++depth[0]);
            if (work.done == 1) {
                cpu.raise(HARDIRQ);
                cpu.step();
            }
            depth[0]--;
        };
        rig.on(HARDIRQ, cpu -> {
            assertThat(cpu.context().level()).isEqualTo(HARDIRQ);
            raiseWith(cpu, 1);
        });
        rig.run(cpu -> {
            raiseWith(cpu, 1);
            cpu.step();
            assertThat(work.done).isEqualTo(2);
        });
        assertThat(depth[1]).as("deepest nesting of softirqs").isEqualTo(1);
        assertThat(rig.cpu.context(HARDIRQ).counters().entries()).isEqualTo(1);
    }

    @Test
    void softirqIsNotPreempted() {
        Task other = rig.spawn("other", cpu -> rig.log("other runs"));
        work.body = cpu -> {
            cpu.requestReschedule();
            cpu.step();
            rig.log("softirq ends");
        };
        Task task = rig.spawn("task", cpu -> {
            cpu.step();
            raiseWith(cpu, 1);
            cpu.step();
            rig.log("task goes on");
        });
        rig.schedule.run(task, 1);
        rig.schedule.run(other, 1);
        rig.schedule.run(task, 10);
        assertThat(rig.log).containsExactly("softirq ends");
        rig.schedule.finish(other);
        rig.schedule.finish(task);
        assertThat(rig.log).containsExactly("softirq ends", "other runs", "task goes on");
    }

    @Test
    void softirqThatAlwaysFindsMoreIsCutOffSoThatTheTaskGoesOn() {
        work.body = cpu -> work.pieces = 1;
        rig.run(cpu -> {
            raiseWith(cpu, 1);
            cpu.step();
            assertThat(work.done).isEqualTo(ROUNDS);
            cpu.step();
            assertThat(work.done).as("not before it is raised again").isEqualTo(ROUNDS);
            cpu.raiseSoftirq();
            cpu.step();
            assertThat(work.done).isEqualTo(2 * ROUNDS);
        });
    }
}
