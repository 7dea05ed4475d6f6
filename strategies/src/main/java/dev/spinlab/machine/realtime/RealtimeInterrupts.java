package dev.spinlab.machine.realtime;

import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.InterruptSource;
import dev.spinlab.machine.InterruptibleCpu;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.Task;
import dev.spinlab.machine.pinning.Pinning;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts by real-time threads, one per CPU and level, each woken by its timer.
 *
 * <p>For a machine that was built {@link dev.spinlab.machine.MachineBuilder#interruptible interruptible}, with the native
 * schedule, threads bound to CPUs, and a physical CPU for each modelled one. Anybody may switch off, switch on and ask.
 */
public final class RealtimeInterrupts implements InterruptSource {
    /** Priority of HARDIRQ threads. */
    public static final int HARDIRQ_PRIORITY = 50;

    /** Priority of NMI threads: they come over HARDIRQ threads. */
    public static final int NMI_PRIORITY = 60;

    /** Priority of the watchdog: it comes over all others. */
    public static final int WATCHDOG_PRIORITY = 70;

    /** If all else fails the kernel ends the process. Two looks of the watchdog fit between its limit and this. */
    private static final long LAST_RESORT_NANOS = 2_000_000_000L;

    private static final long REST_NANOS = 50_000;
    private static final int RESTS_TO_END = 4_000;

    private final RealtimeSettings settings;
    private final Map<Task, Integer> threadIds = new ConcurrentHashMap<>();
    private final List<InterruptThread> sources = new ArrayList<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private @Nullable Watchdog watchdog;
    private volatile boolean enabled = true;
    private volatile boolean stopping;
    private volatile boolean endsWithTorn;

    /** Creates a source that begins with the machine. */
    public RealtimeInterrupts(RealtimeSettings settings) {
        this.settings = settings;
    }

    /**
     * Tries on a thread of its own whether a thread can be bound, get the watchdog's priority, and be timed.
     *
     * @throws RealtimeUnavailable if not
     */
    public static void check(RealtimeThreads threads, Pinning pinning) {
        AtomicReference<@Nullable String> reason = new AtomicReference<>();
        CountDownLatch tried = new CountDownLatch(1);
        Thread trial = new Thread(
                () -> {
                    try {
                        reason.set(prepare(threads, pinning, pinning.allowedCpus()[0], WATCHDOG_PRIORITY));
                        if (reason.get() == null) {
                            threads.makeOrdinary(threads.threadId());
                        }
                    } catch (Throwable broken) {
                        reason.set("a thread could not be tried (" + broken + ")");
                    } finally {
                        tried.countDown();
                    }
                },
                "interrupts/trial");
        trial.setDaemon(true);
        trial.start();
        await(tried);
        String refusal = reason.get();
        if (refusal != null) {
            throw new RealtimeUnavailable(refusal);
        }
    }

    private static @Nullable String prepare(RealtimeThreads threads, Pinning pinning, int physicalCpu, int priority) {
        Pinning.Result bound = pinning.pin(physicalCpu);
        if (!bound.pinned()) {
            return "a thread cannot be bound to CPU " + physicalCpu + " (" + bound.reason() + ")";
        }
        String refusal = threads.makeRealtime(priority);
        return refusal == null ? null : "real-time priority " + priority + " was refused (" + refusal + ")";
    }

    // ---- the source ------------------------------------------------------------------------------------------------

    @Override
    public long nextDistanceSteps(int cpu, ContextLevel level) {
        return NEVER;
    }

    @Override
    public boolean asynchronous() {
        return true;
    }

    @Override
    public void bound(Task task) {
        threadIds.put(task, settings.threads().threadId());
    }

    /**
     * {@inheritDoc}
     *
     * @throws RealtimeUnavailable if a thread is refused its priority or its CPU, or if CPUs of the machine share one
     */
    @Override
    public void start(Machine machine) {
        Set<Integer> physical = new HashSet<>();
        for (int id = 0; id < machine.cpuCount(); id++) {
            if (!physical.add(machine.physicalCpu(id))) {
                throw new RealtimeUnavailable("modelled CPUs share physical CPU " + machine.physicalCpu(id)
                        + ", where an interrupt of one would stop the others");
            }
        }
        settings.threads().limitRealtime(LAST_RESORT_NANOS);
        SplittableRandom random = new SplittableRandom(settings.seed());
        for (int id = 0; id < machine.cpuCount(); id++) {
            InterruptibleCpu cpu = (InterruptibleCpu) machine.cpu(id);
            InterruptThread hardirq = add(cpu, ContextLevel.HARDIRQ, settings.hardirq(), random.split(), null);
            add(cpu, ContextLevel.NMI, settings.nmi(), random.split(), hardirq);
        }
        try {
            watchdog = new Watchdog(this, List.copyOf(sources));
            watchdog.start();
            sources.forEach(InterruptThread::start);
        } catch (RealtimeUnavailable refused) {
            stopping = true;
            throw refused;
        }
    }

    private @Nullable InterruptThread add(
            InterruptibleCpu cpu,
            ContextLevel level,
            @Nullable Period period,
            SplittableRandom random,
            @Nullable InterruptThread below) {
        if (period == null) {
            return null;
        }
        InterruptThread thread = new InterruptThread(this, cpu, level, period, random, below);
        sources.add(thread);
        return thread;
    }

    @Override
    public void stop() {
        stopping = true;
        sources.forEach(InterruptThread::awaitEnd);
        Watchdog dog = watchdog;
        if (dog != null) {
            dog.awaitEnd();
        }
    }

    // ---- for whoever uses the machine ------------------------------------------------------------------------------

    /** Switches off, and waits until no handler runs on a thread of its own. */
    public void switchOff() {
        enabled = false;
        // Bounded by the watchdog.
        while (sources.stream().anyMatch(thread -> thread.beganNanos() != 0)) {
            rest();
        }
    }

    /**
     * Has a torn handler switch off: a later one would meet what it may have damaged. Without this they go on, which warms up
     * what makes the JVM tear handlers.
     */
    public void endWithTorn() {
        endsWithTorn = true;
    }

    /** Switches on, unless a handler has failed. */
    public void switchOn() {
        enabled = failure.get() == null;
    }

    /** Returns what became of all interrupts so far. */
    public InterruptCounts counts() {
        return sources.stream().map(InterruptThread::counts).reduce(InterruptCounts.NONE, InterruptCounts::plus);
    }

    /** Returns what the first handler that failed threw; null if none has. None has come since. */
    public @Nullable Throwable failure() {
        return failure.get();
    }

    // ---- for the threads -------------------------------------------------------------------------------------------

    RealtimeSettings settings() {
        return settings;
    }

    boolean enabled() {
        return enabled;
    }

    boolean stopping() {
        return stopping;
    }

    int threadOf(Task task) {
        Integer id = threadIds.get(task);
        if (id == null) {
            throw new IllegalStateException(task + " can be interrupted, but its thread is not known");
        }
        return id;
    }

    /** Binds the calling thread and gives it the priority of its level; answers why not, or null. */
    @Nullable
    String prepareThread(InterruptibleCpu cpu, ContextLevel level) {
        int priority = level == ContextLevel.NMI ? NMI_PRIORITY : HARDIRQ_PRIORITY;
        return prepare(settings.threads(), settings.pinning(), cpu.machine().physicalCpu(cpu.id()), priority);
    }

    void torn() {
        if (endsWithTorn) {
            enabled = false;
        }
    }

    void failed(Throwable thrown) {
        enabled = false;
        failure.compareAndSet(null, thrown);
    }

    /**
     * Ends interrupts, since a handler has been running for too long, and gives all threads ordinary priority, the calling
     * watchdog last.
     */
    void endRunaway(InterruptThread thread, long nanos) {
        enabled = false;
        stopping = true;
        for (InterruptThread each : sources) {
            if (each.threadId() != 0) { // 0, before it has been started, would be the calling thread.
                settings.threads().makeOrdinary(each.threadId());
            }
        }
        settings.threads().makeOrdinary(settings.threads().threadId());
        boolean waited = endsSoon(thread);
        RunawayHandler runaway = new RunawayHandler(
                "the " + thread + " has run for " + nanos / 1_000_000
                        + " ms and was ended; all threads have ordinary priority again; "
                        + (waited
                                ? "the JVM had it wait for the task that it interrupted"
                                : "it is at " + thread.stack()),
                waited);
        failure.compareAndSet(null, runaway);
        settings.runaway().accept(runaway);
    }

    /** Whether a handler that has ordinary priority now, as the task below it has, ends. */
    private boolean endsSoon(InterruptThread thread) {
        for (int i = 0; i < RESTS_TO_END && thread.beganNanos() != 0; i++) {
            rest();
        }
        return thread.beganNanos() == 0;
    }

    void rest() {
        LockSupport.parkNanos(REST_NANOS);
    }

    static void await(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException again) {
                // The other side counts down whatever happens; the interruption is handed on below.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
