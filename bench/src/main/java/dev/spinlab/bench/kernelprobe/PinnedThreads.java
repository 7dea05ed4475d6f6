package dev.spinlab.bench.kernelprobe;

import dev.spinlab.machine.pinning.Pinning;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;

/** Threads that are bound to CPUs and begin together, once all are prepared. */
final class PinnedThreads {
    private final Pinning pinning;
    private final CountDownLatch unprepared;
    private final AtomicBoolean failed = new AtomicBoolean();
    private final long nanos;

    private PinnedThreads(Pinning pinning, int threads, long nanos) {
        this.pinning = pinning;
        this.unprepared = new CountDownLatch(threads);
        this.nanos = nanos;
    }

    /**
     * Runs participants.
     *
     * @param pinning binds threads
     * @param threads how many
     * @param cpus the CPUs that they share: the n-th thread goes to the n-th, and from the first again
     * @param nanos how long they measure
     * @param make makes the n-th participant, on its thread
     * @return what each found
     * @throws UnavailableException if a thread could not be bound
     * @throws InterruptedException if the calling thread is interrupted; the others end by themselves
     */
    static <T> List<T> run(
            Pinning pinning, int threads, List<Integer> cpus, long nanos, IntFunction<Participant<T>> make)
            throws InterruptedException {
        PinnedThreads run = new PinnedThreads(pinning, threads, nanos);
        List<FutureTask<T>> tasks = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int index = i;
            int cpu = cpus.get(i % cpus.size());
            FutureTask<T> task = new FutureTask<>(() -> run.participate(cpu, () -> make.apply(index)));
            tasks.add(task);
            Thread thread = new Thread(task, "spinlab-kernel-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        return results(tasks);
    }

    private static <T> List<T> results(List<FutureTask<T>> tasks) throws InterruptedException {
        List<T> results = new ArrayList<>();
        RuntimeException failure = null;
        for (FutureTask<T> task : tasks) {
            try {
                results.add(task.get());
            } catch (ExecutionException e) {
                boolean better = failure == null || failure instanceof GaveUp;
                if (better) {
                    failure = e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
        return results;
    }

    private interface Maker<T> {
        Participant<T> make();
    }

    private <T> T participate(int cpu, Maker<T> maker) throws InterruptedException {
        boolean prepared = false;
        try (Participant<T> participant = pinned(cpu, maker)) {
            participant.prepare();
            prepared = true;
            unprepared.countDown();
            unprepared.await();
            if (failed.get()) {
                throw new GaveUp();
            }
            return participant.measure(System.nanoTime() + nanos);
        } finally {
            if (!prepared) {
                failed.set(true);
                unprepared.countDown();
            }
        }
    }

    private <T> Participant<T> pinned(int cpu, Maker<T> maker) {
        Pinning.Result result = pinning.pin(cpu);
        if (!result.pinned()) {
            throw new UnavailableException(
                    "threads cannot be bound to CPU " + cpu + " (" + result.reason() + ")",
                    "run it where sched_setaffinity is permitted");
        }
        return maker.make();
    }

    /** Another thread could not be prepared; its exception says why. */
    private static final class GaveUp extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
