package dev.spinlab.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.Task;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A reader says that it is there and then looks for an element; an updater unlinks the element and then looks for readers.
 * One of them must see the other, or the grace period ends under a reader. The shape is Dekker's.
 *
 * <p>r1 is whether the reader found the element, r2 whether the updater found the reader.
 */
public final class GracePeriodAgainstReader {
    private GracePeriodAgainstReader() {}

    /** Two volatile fields. */
    @JCStressTest
    @Outcome(
            id = {"0, 0", "0, 1", "1, 1"},
            expect = ACCEPTABLE,
            desc = "One saw the other.")
    @Outcome(expect = FORBIDDEN, desc = "The element is freed under its reader.")
    @State
    public static class Model {
        private volatile int linked = 1;
        private volatile int reading;

        @Actor
        public void reader(II_Result result) {
            reading = 1;
            result.r1 = linked;
        }

        @Actor
        public void updater(II_Result result) {
            linked = 0;
            result.r2 = reading;
        }
    }

    /** A task that takes an idle CPU, against the fence and the look of a grace period: both need only be ordered. */
    @JCStressTest
    @Outcome(
            id = {"0, 0", "0, 1", "1, 1"},
            expect = ACCEPTABLE,
            desc = "One saw the other.")
    @Outcome(expect = FORBIDDEN, desc = "The element is freed under its reader.")
    @State
    public static class Idle {
        private final Task task;
        private final Cpu cpu;
        private int linked = 1;

        public Idle() {
            Machine machine = Machine.builder().build();
            machine.start();
            task = machine.newTask(0, "reader");
            cpu = machine.cpu(0);
        }

        @Actor
        public void reader(II_Result result) {
            task.enter();
            result.r1 = linked;
        }

        @Actor
        public void updater(II_Result result) {
            linked = 0;
            VarHandle.fullFence();
            result.r2 = cpu.idleVolatile() ? 0 : 1;
        }
    }

    /** Two plain fields. */
    @JCStressTest
    @Outcome(
            id = {"0, 0", "0, 1", "1, 1"},
            expect = ACCEPTABLE,
            desc = "One saw the other.")
    @Outcome(
            id = "1, 0",
            expect = ACCEPTABLE_INTERESTING,
            desc = "Each store waits in a store buffer, or was moved by the compiler. x86 shows it.")
    @State
    public static class Weakened {
        private int linked = 1;
        private int reading;

        @Actor
        public void reader(II_Result result) {
            reading = 1;
            result.r1 = linked;
        }

        @Actor
        public void updater(II_Result result) {
            linked = 0;
            result.r2 = reading;
        }
    }
}
