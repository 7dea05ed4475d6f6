package dev.spinlab.bench.harness;

import dev.spinlab.machine.Task;
import dev.spinlab.storage.OwnerKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.openjdk.jmh.infra.Control;

/** A testbed whose loops are run as JMH runs them, each in a thread of its own, without JMH. */
final class LoopRig implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final Testbed testbed;
    private final List<TaskLoop> loops = new ArrayList<>();

    /** Makes a machine from the rig's parameters, those named here differing from their defaults. */
    LoopRig(int tasks, Map<String, String> differing) {
        testbed = new Testbed(RigParameters.parse(RigParametersTest.words(differing), tasks), false, 1);
    }

    Testbed testbed() {
        return testbed;
    }

    /** Adds the loop of the next task. */
    TaskLoop add(Operation operation, Asked asked) {
        int index = loops.size();
        Task task = testbed.newTask(index);
        HandlerTally handlers = new HandlerTally(testbed.storage().newOwner(OwnerKind.TASK));
        TaskLoop loop = testbed.newLoop(index, task, handlers, operation, asked);
        loops.add(loop);
        return loop;
    }

    /** One measured iteration, until {@code enough} or until patience ends. */
    IterationSummary iterate(BooleanSupplier enough) throws InterruptedException {
        Control control = new Control();
        control.startMeasurement = true;
        CountDownLatch left = new CountDownLatch(loops.size());
        for (TaskLoop loop : loops) {
            Thread thread = new Thread(() -> run(loop, control, left));
            thread.setDaemon(true);
            thread.start();
        }
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!enough.getAsBoolean() && System.nanoTime() < giveUp) {
            // Between looks at what is waited for.
            Thread.sleep(1);
        }
        control.stopMeasurement = true;
        left.await();
        return testbed.endIteration(true);
    }

    /** One measured iteration of about so many milliseconds. */
    IterationSummary iterate(long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        return iterate(() -> System.nanoTime() > end);
    }

    private void run(TaskLoop loop, Control control, CountDownLatch left) {
        try {
            loop.begin(true);
            while (!control.stopMeasurement) {
                loop.run(control);
            }
            loop.leave();
            testbed.left();
        } finally {
            left.countDown();
        }
    }

    @Override
    public void close() {
        testbed.shutDown(null, null);
    }
}
