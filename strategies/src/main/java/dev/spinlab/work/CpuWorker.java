package dev.spinlab.work;

import dev.spinlab.list.LocklessList;
import dev.spinlab.list.LocklessNode;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Task;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The queue of one CPU and the task that works it off. */
final class CpuWorker {
    /** How often an idle CPU that is needed ticks: 1 ms. */
    private static final long IDLE_TICK_NANOS = 1_000_000;

    /** How long the worker sleeps if nobody wakes it; only a bound, everything that needs it wakes it. */
    private static final long LONG_SLEEP_NANOS = 1_000_000_000;

    private static final VarHandle QUEUED = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "queued", VarHandle.class, CpuWorker.class, long.class);

    private static final VarHandle DONE = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "done", VarHandle.class, CpuWorker.class, long.class);

    private final Task task;
    private final LocklessList queue = new LocklessList();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile long queued;
    private volatile long done;
    private volatile boolean started;
    private volatile boolean stopping;
    private boolean bound;

    CpuWorker(Task task) {
        this.task = task;
    }

    Task task() {
        return task;
    }

    void start() {
        started = true;
        task.cpu().machine().schedule().startLoop(task, this::turn);
    }

    boolean queue(Cpu cpu, WorkItem item) {
        cpu.countAtomic();
        if (!item.claim()) {
            return false;
        }
        QUEUED.getAndAdd(this, 1L);
        cpu.countAtomic();
        queue.push(cpu, item);
        cpu.wake(task);
        return true;
    }

    long queuedVolatile() {
        return queued;
    }

    long doneVolatile() {
        return done;
    }

    /**
     * One look at the queue, with the CPU if there is a reason to take it.
     *
     * @return for how long to sleep then, in nanoseconds; negative once the worker is to end
     */
    long turn() {
        if (stopping) {
            ended.countDown();
            return -1;
        }
        if (!bound) {
            bound = true;
            task.bind();
        }
        boolean ticking = false;
        Cpu cpu = task.cpu();
        if (cpu.idleVolatile() || !queue.isEmpty()) {
            task.enter();
            try {
                drain(cpu);
                cpu.timerInterrupt();
                cpu.operationEnd();
                ticking = cpu.machine().needsTick(cpu);
                task.leave();
            } catch (Throwable failure) {
                ended.countDown();
                task.abandon();
                throw failure;
            }
        }
        return ticking ? IDLE_TICK_NANOS : LONG_SLEEP_NANOS;
    }

    private void drain(Cpu cpu) {
        @Nullable LocklessNode rest = LocklessList.reverse(queue.takeAll(cpu));
        while (rest != null) {
            WorkItem item = (WorkItem) rest;
            rest = item.nextInChain();
            item.unclaim();
            item.run(cpu);
            DONE.setVolatile(this, done + 1);
            cpu.operationEnd();
        }
    }

    void stop() {
        stopping = true;
        task.wake();
    }

    /** Waits for the end of the loop; of one that was never started there is no end. */
    void awaitEnd() {
        if (!started) {
            return;
        }
        boolean interrupted = false;
        while (true) {
            try {
                ended.await();
                break;
            } catch (InterruptedException again) {
                // The worker ends whatever happens to us; the interruption is handed on below.
                interrupted = true;
            }
        }
        if (interrupted) {
            throw new IllegalStateException("interrupted while the workers of the machine were ending");
        }
    }
}
