package dev.spinlab.machine.realtime;

import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.InterruptibleCpu;
import dev.spinlab.machine.Task;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The thread that interrupts one CPU at one level. */
final class InterruptThread {
    private final RealtimeInterrupts source;
    private final RealtimeThreads threads;
    private final InterruptibleCpu cpu;
    private final ContextLevel level;
    private final Period period;
    private final SplittableRandom random;

    /** The thread that this one may come over as well, beside the task; null if there is none. */
    private final @Nullable InterruptThread below;

    private final Thread thread;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final AtomicLong handled = new AtomicLong();
    private final AtomicLong pended = new AtomicLong();
    private final AtomicLong nobody = new AtomicLong();
    private final AtomicLong torn = new AtomicLong();
    private final AtomicLong missed = new AtomicLong();
    private volatile @Nullable String refusal;
    private volatile int threadId;
    private volatile long beganNanos;
    private volatile boolean ended;

    InterruptThread(
            RealtimeInterrupts source,
            InterruptibleCpu cpu,
            ContextLevel level,
            Period period,
            SplittableRandom random,
            @Nullable InterruptThread below) {
        this.source = source;
        threads = source.settings().threads();
        this.cpu = cpu;
        this.level = level;
        this.period = period;
        this.random = random;
        this.below = below;
        thread = new Thread(this::live, "interrupts/" + cpu.id() + "/" + level);
        thread.setDaemon(true);
    }

    /**
     * Starts the thread and waits until it is bound and has its priority.
     *
     * @throws RealtimeUnavailable if it was refused either
     */
    void start() {
        thread.start();
        RealtimeInterrupts.await(ready);
        String reason = refusal;
        if (reason != null) {
            throw new RealtimeUnavailable(reason);
        }
    }

    /** Waits until the thread, which has been told to, has ended. */
    void awaitEnd() {
        while (!ended && thread.isAlive()) {
            source.rest();
        }
    }

    /** Returns when the handler that runs now began; 0 if none runs. */
    long beganNanos() {
        return beganNanos;
    }

    int threadId() {
        return threadId;
    }

    InterruptCounts counts() {
        return new InterruptCounts(
                handled.getOpaque(), pended.getOpaque(), nobody.getOpaque(), torn.getOpaque(), missed.getOpaque());
    }

    /** Returns where the thread is now, innermost first, in one line. */
    String stack() {
        StringBuilder frames = new StringBuilder();
        StackTraceElement[] stack = thread.getStackTrace();
        for (int i = 0; i < Math.min(stack.length, 6); i++) {
            frames.append(i == 0 ? "" : " < ")
                    .append(stack[i].getClassName())
                    .append('.')
                    .append(stack[i].getMethodName());
        }
        return frames.toString();
    }

    @Override
    public String toString() {
        return level + " handler of cpu " + cpu.id();
    }

    private void live() {
        refusal = "a thread could not be prepared";
        try {
            threadId = threads.threadId();
            refusal = source.prepareThread(cpu, level);
        } finally {
            ready.countDown();
        }
        if (refusal == null) {
            try {
                interruptUntilStopped();
            } finally {
                threads.makeOrdinary(threadId);
                ended = true;
            }
        }
    }

    private void interruptUntilStopped() {
        long due = threads.nanoTime() + period.first(random);
        while (!source.stopping()) {
            threads.sleepUntil(due);
            long woke = threads.nanoTime();
            deliver();
            long now = threads.nanoTime();
            due += period.next(random);
            // At most half of the CPU: code that is not compiled yet would else keep those from running who compile it.
            long earliest = now + (now - woke);
            if (due < earliest) {
                count(missed, (earliest - due) / period.nanos() + 1);
                due = earliest + period.next(random);
            }
        }
    }

    private void deliver() {
        beganNanos = threads.nanoTime();
        try {
            // Looked at after the beginning is visible: who switches off first switches, then waits for the end.
            if (source.enabled()) {
                interrupt();
            }
        } catch (Throwable failure) {
            source.failed(failure);
        } finally {
            beganNanos = 0;
        }
        cpu.afterInterrupt(level);
    }

    private void interrupt() {
        Task task = cpu.interruptibleOpaque();
        if (task == null) {
            count(nobody, 1);
            return;
        }
        long before = ranBelow(task);
        // One that throws is a handler, too, and may throw because it was torn.
        InterruptibleCpu.Delivery delivery = InterruptibleCpu.Delivery.HANDLED;
        try {
            delivery = cpu.interrupt(level);
        } finally {
            boolean ran = ranBelow(task) != before || cpu.interruptibleOpaque() != task;
            switch (delivery) {
                case HANDLED -> handled(ran);
                case PENDED -> count(pended, 1);
                case NOBODY -> count(nobody, 1);
            }
        }
    }

    private void handled(boolean taskRan) {
        count(handled, 1);
        if (taskRan) {
            count(torn, 1);
            source.torn();
        }
    }

    /** Returns the CPU time of all that must stand still while a handler of this level runs. */
    private long ranBelow(Task task) {
        long ran = threads.cpuNanos(source.threadOf(task));
        return below == null ? ran : ran + threads.cpuNanos(below.threadId);
    }

    /** Only this thread writes. */
    private static void count(AtomicLong counter, long more) {
        counter.setOpaque(counter.getPlain() + more);
    }
}
