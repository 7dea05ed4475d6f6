package dev.spinlab.bench.harness;

import dev.spinlab.machine.Errno;
import dev.spinlab.machine.realtime.InterruptCounts;
import dev.spinlab.storage.Audit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A workload's own operations under interrupts, on real threads, until so many handlers have come.
 *
 * <p>It goes by rounds of about a second, each on a new machine and storage, between collections rather than across them. A
 * round in which the JVM let an interrupted thread run during a handler is thrown away with its storage: what it damaged says
 * nothing about the strategy. Three rounds at the beginning only warm the code up.
 */
public final class InterruptTrial {
    /** Exit code of the process if the JVM had a handler wait for the task that it interrupted. */
    public static final int WAITED = Interrupts.WAITED;

    /** Exit code of the process if a handler did not end. */
    public static final int RUNAWAY = Interrupts.RUNAWAY;

    private static final long ROUND_NANOS = 800_000_000;
    private static final long LOOK_MILLIS = 2;
    private static final long LEAVE_SECONDS = 20;
    private static final int WARM_UP_ROUNDS = 3;
    private static final int CALLS_BETWEEN_LOOKS = 64;

    private final Supplier<Worker> workload;
    private final Map<String, String> parameters;
    private final int threads;
    private final long roundNanos;
    private final Eden eden = new Eden();
    private final SortedMap<String, Long> refused = new TreeMap<>();
    private long handlers;
    private long atAnyInstruction;
    private long refusedHandlers;
    private long operations;
    private Audit violations = new Audit(0, 0, 0, 0);
    private InterruptCounts counts = InterruptCounts.NONE;
    private String hang = "";
    private long rounds;
    private long voidRounds;
    private long torn;
    private long nanos;

    private InterruptTrial(Supplier<Worker> workload, Map<String, String> parameters, int threads, long roundNanos) {
        this.workload = workload;
        this.parameters = parameters;
        this.threads = threads;
        this.roundNanos = roundNanos;
    }

    /**
     * Runs a trial. After one that hung, threads of it may be left.
     *
     * @param workload makes one worker per task, of a class of the workload
     * @param parameters the rig's parameters by name, where they differ from their defaults
     * @param threads tasks
     * @param handlers how many handlers are wanted; where they have threads of their own, so many at any instruction
     * @param limitNanos time after which no further round is begun
     * @param seed seed of the interrupts
     * @return what was counted
     * @throws InterruptedException if the calling thread is interrupted
     * @throws IllegalStateException if the parameters do not suit the workload; the message is one line
     * @throws SpoiltTrialException if the JVM spoilt it
     */
    public static InterruptFigures run(
            Supplier<Worker> workload,
            Map<String, String> parameters,
            int threads,
            long handlers,
            long limitNanos,
            long seed)
            throws InterruptedException {
        return run(workload, parameters, threads, handlers, limitNanos, seed, ROUND_NANOS);
    }

    /** The same with rounds of another length. */
    static InterruptFigures run(
            Supplier<Worker> workload,
            Map<String, String> parameters,
            int threads,
            long handlers,
            long limitNanos,
            long seed,
            long roundNanos)
            throws InterruptedException {
        InterruptTrial trial = new InterruptTrial(workload, parameters, threads, roundNanos);
        long round = seed;
        for (int i = 0; i < WARM_UP_ROUNDS && trial.hang.isEmpty(); i++) {
            trial.round(round++, false);
        }
        long start = System.nanoTime();
        while (trial.counted() < handlers && trial.hang.isEmpty() && System.nanoTime() - start < limitNanos) {
            trial.round(round++, true);
        }
        return trial.figures();
    }

    private long counted() {
        return counts.equals(InterruptCounts.NONE) ? handlers : atAnyInstruction;
    }

    private InterruptFigures figures() {
        return new InterruptFigures(
                InterruptFigures.SCHEMA,
                handlers,
                atAnyInstruction,
                refusedHandlers,
                refused,
                operations,
                violations.lost(),
                violations.leaked(),
                violations.doubleFreed(),
                violations.usedAfterFree(),
                hang,
                rounds,
                voidRounds,
                torn,
                counts.pended(),
                counts.nobody(),
                counts.missed(),
                (double) nanos / TimeUnit.SECONDS.toNanos(1));
    }

    private void round(long seed, boolean counted) throws InterruptedException {
        Rig rig = Rig.onThreads(parameters, threads, seed);
        Testbed testbed = rig.testbed();
        List<InterruptedTask> tasks = new ArrayList<>();
        // What a task creates beforehand is no part of the workload: it would be interrupted in locks that lookups do
        // not take.
        testbed.interrupts().switchOff();
        testbed.interrupts().endWithTorn();
        CountDownLatch prepared = new CountDownLatch(threads);
        CountDownLatch left = new CountDownLatch(threads);
        for (int index = 0; index < threads; index++) {
            Worker worker = workload.get();
            Operation operation = worker.join(rig, index);
            tasks.add(new InterruptedTask(
                    testbed.newTask(index),
                    operation,
                    new HandlerTally(worker.owner()),
                    prepared,
                    left,
                    CALLS_BETWEEN_LOOKS));
        }
        tasks.forEach(InterruptedTask::start);
        boolean allPrepared = prepared.await(LEAVE_SECONDS, TimeUnit.SECONDS);
        long start = System.nanoTime();
        testbed.interrupts().switchOn();
        while (System.nanoTime() - start < roundNanos && !eden.nearlyFull() && goodSoFar(testbed, tasks)) {
            // Tasks and handlers run meanwhile, until the condition ends it: this is only how often it is looked at.
            Thread.sleep(LOOK_MILLIS);
        }
        tasks.forEach(InterruptedTask::stop);
        boolean allLeft = left.await(LEAVE_SECONDS, TimeUnit.SECONDS);
        long took = System.nanoTime() - start;
        testbed.interrupts().switchOff();
        conclude(testbed, tasks, allPrepared && allLeft, counted ? took : -1);
        System.gc();
    }

    /** Whether the round can still count: what a torn handler has damaged could hang those that come after it. */
    private static boolean goodSoFar(Testbed testbed, List<InterruptedTask> tasks) {
        InterruptCounts came = testbed.interrupts().counts();
        return failure(testbed, tasks) == null && (came == null || came.torn() == 0);
    }

    /** What a task or a handler threw first; null if none did. */
    private static @Nullable Throwable failure(Testbed testbed, List<InterruptedTask> tasks) {
        Throwable handler = testbed.interrupts().failure();
        if (handler != null) {
            return handler;
        }
        for (InterruptedTask task : tasks) {
            Throwable own = task.failure();
            if (own != null) {
                return own;
            }
        }
        return null;
    }

    /** Adds a round up, unless its time is negative; a broken machine is left as it stands. */
    private void conclude(Testbed testbed, List<InterruptedTask> tasks, boolean allLeft, long took) {
        InterruptCounts came = testbed.interrupts().counts();
        long tornNow = came == null ? 0 : came.torn();
        boolean isVoid = tornNow > 0;
        Throwable failure = failure(testbed, tasks);
        boolean sound = allLeft && failure == null;
        if (isVoid && !allLeft) {
            throw new SpoiltTrialException("after a torn handler tasks did not leave their CPU");
        }
        if (isVoid) {
            voidRounds += took < 0 ? 0 : 1;
            torn += took < 0 ? 0 : tornNow;
        } else if (!sound) {
            hang = failure == null
                    ? "tasks did not leave their CPU within " + LEAVE_SECONDS + " s"
                    : String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
            add(tasks);
        } else if (took >= 0) {
            add(tasks);
            add(testbed.audit());
            counts = came == null ? counts : counts.plus(came);
            rounds++;
            nanos += took;
        }
        if (sound && !isVoid) {
            testbed.kernel().shutdown();
        } else {
            testbed.interrupts().source().stop();
        }
    }

    private void add(List<InterruptedTask> tasks) {
        for (InterruptedTask task : tasks) {
            HandlerTally tally = task.handlers();
            HandlerResult result = tally.result();
            handlers += tally.handlers();
            atAnyInstruction += tally.atAnyInstruction();
            refusedHandlers += tally.handlers() - result.successes();
            operations += task.successes();
            for (Errno code : Errno.values()) {
                if (result.refused().of(code) > 0) {
                    refused.merge(code.name(), result.refused().of(code), Long::sum);
                }
            }
        }
    }

    private void add(Audit found) {
        violations = new Audit(
                violations.lost() + found.lost(),
                violations.leaked() + found.leaked(),
                violations.doubleFreed() + found.doubleFreed(),
                violations.usedAfterFree() + found.usedAfterFree());
    }
}
