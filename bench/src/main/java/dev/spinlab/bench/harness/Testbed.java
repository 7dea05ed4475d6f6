package dev.spinlab.bench.harness;

import dev.spinlab.backend.Backends;
import dev.spinlab.backend.StorageBackend;
import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.lock.SpinLock;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.MachineBuilder;
import dev.spinlab.machine.Task;
import dev.spinlab.machine.pinning.AffinityPinning;
import dev.spinlab.machine.pinning.NoPinning;
import dev.spinlab.machine.pinning.Pinning;
import dev.spinlab.reclaim.Backlog;
import dev.spinlab.storage.Audit;
import dev.spinlab.storage.CallerClass;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.OwnerKind;
import dev.spinlab.storage.Storage;
import dev.spinlab.storage.StorageMap;
import dev.spinlab.storage.TracePoint;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.ScalarResult;

/** The modelled machine of one trial with its backend, and what belongs to all of its tasks together. */
final class Testbed {
    private static final int DIGITS = 3;
    private static final long LEAVE_SECONDS = 20;

    private final RigParameters parameters;
    private final TrialLocks locks;
    private final ModelKernel kernel;
    private final Storage storage;
    private final StorageMap[] maps;
    private final Owner firstOwner;
    private @Nullable SpinLock lock;
    private final Task janitor;
    private final Owner[] bystanders;
    private final CpuWindow[] windows;
    private final TaskLoop[] loops;
    private final Shared shared = new Shared();
    private final Violations violations = new Violations();
    private final Heap heap = new Heap();
    private final HistogramLog log = new HistogramLog(System.currentTimeMillis());
    private final Histogram callsUntilSuccess = new Histogram(1, Retries.MAX_CALLS, DIGITS);
    private volatile CountDownLatch allLeft;

    /**
     * Builds and starts the machine.
     *
     * @param parameters what to build
     * @param pinned whether to bind threads to CPUs
     * @param seed seed of the interrupt distances
     * @throws IllegalStateException if there is no such backend; the message is one line
     */
    Testbed(RigParameters parameters, boolean pinned, long seed) {
        this.parameters = parameters;
        locks = new TrialLocks(backend(parameters.backend()), parameters.load().lockParameters());
        Pinning pinning = pinned ? new AffinityPinning() : new NoPinning("-D" + HarnessProperties.PINNING + "=off");
        Load load = parameters.load();
        MachineBuilder builder = Machine.builder()
                .cpus(parameters.cpus())
                .preemption(parameters.preemption())
                .pinning(pinning)
                .notices(HarnessProperties.notices());
        if (load.oneHost()) {
            builder.physicalCpus(pinning.allowedCpus()[0]);
        }
        Machine machine = builder.build();
        kernel = ModelKernel.on(machine);
        storage = locks.open(kernel);
        maps = new StorageMap[load.maps()];
        Arrays.setAll(maps, i -> storage.newMap(load.valueBytes(), false, element -> {}));
        firstOwner = storage.newOwner(load.ownerKind());
        if (parameters.interrupted()) {
            machine.setInterrupts(parameters.interruptSource(seed), new HandlerWork(storage, storage.newMap()));
        }
        KernelThreads kernelThreads = KernelThreads.start(kernel);
        janitor = machine.newTask(0, "janitor");
        bystanders = populate();
        windows = new CpuWindow[parameters.cpus()];
        Arrays.setAll(windows, i -> new CpuWindow(kernelThreads));
        loops = new TaskLoop[parameters.tasks()];
        allLeft = new CountDownLatch(loops.length);
    }

    private static StorageBackend backend(String id) {
        try {
            return Backends.byId(id);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalStateException(unknown.getMessage(), unknown);
        }
    }

    /** Makes the elements that nobody touches, one of each map for each of their owners. */
    private Owner[] populate() {
        Owner[] owners = new Owner[parameters.load().live()];
        if (owners.length > 0) {
            Arrays.setAll(owners, i -> storage.newOwner(OwnerKind.TASK));
            janitor.enter();
            for (Owner owner : owners) {
                for (StorageMap map : maps) {
                    create(janitor.cpu(), owner, map);
                }
            }
            janitor.leave();
        }
        return owners;
    }

    private void create(Cpu cpu, Owner owner, StorageMap map) {
        if (storage.getOrCreate(cpu, owner, map, CallerClass.SYSCALL, 1) == null) {
            throw new IllegalStateException("a live element could not be created: "
                    + cpu.context().errno() + " though nothing else was running; choose another backend");
        }
        cpu.operationEnd();
    }

    /** The owner of worker {@code index}: its own, or the one that all share. */
    Owner ownerOf(int index) {
        boolean shared = parameters.load().ownersShared();
        return shared || index == 0
                ? firstOwner
                : storage.newOwner(parameters.load().ownerKind());
    }

    /** Owners of live elements that no task touches. */
    Owner[] bystanders() {
        return bystanders;
    }

    TrialLocks locks() {
        return locks;
    }

    Shared shared() {
        return shared;
    }

    /** Attaches the recursion workloads' program, once. */
    void callProgram(TracePoint point, boolean otherMap) {
        shared.get(CalledProgram.class, () -> {
            StorageMap target = otherMap ? storage.newMap(parameters.load().valueBytes(), false, element -> {}) : null;
            CalledProgram program = new CalledProgram(storage, point, target);
            storage.trace(program);
            return program;
        });
    }

    RigParameters parameters() {
        return parameters;
    }

    ModelKernel kernel() {
        return kernel;
    }

    Storage storage() {
        return storage;
    }

    StorageMap[] maps() {
        return maps;
    }

    /**
     * Returns the one lock that all tasks share, made when it is first asked for.
     *
     * @throws IllegalStateException if the backend has none; the message is one line
     */
    synchronized SpinLock lock() {
        SpinLock made = lock == null ? locks.newLock("shared") : lock;
        lock = made;
        return made;
    }

    /** Makes the task of worker {@code index}; workers are dealt out to CPUs in turn. */
    Task newTask(int index) {
        return kernel.machine().newTask(index % parameters.cpus(), "task-" + index);
    }

    /** Makes worker {@code index}'s loop, in its own thread, before the first iteration. */
    TaskLoop newLoop(int index, Task task, HandlerTally handlers, Operation operation, boolean countRetries) {
        task.attach(handlers);
        TaskLoop loop = new TaskLoop(
                task,
                windows[task.cpu().id()],
                handlers,
                operation,
                parameters.latency(),
                parameters.load().thinkSteps(),
                countRetries ? new Retries() : null);
        loops[index] = loop;
        return loop;
    }

    /** Told by each worker at the end of an iteration, once its task has left its CPU for good. */
    void left() {
        allLeft.countDown();
    }

    /**
     * Ends an iteration: waits until all tasks have left, has everything freed, and adds up. Called by one worker.
     *
     * @param measured whether the iteration was more than a warm-up
     */
    IterationSummary endIteration(boolean measured) throws InterruptedException {
        if (!allLeft.await(LEAVE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    allLeft.getCount() + " of " + loops.length + " tasks did not leave their CPU within "
                            + LEAVE_SECONDS + " s after the stop; the strategy may hang");
        }
        long collections = heap.collectionsSinceClear();
        Backlog backlog = storage.backlog();
        Audit fresh = violations.report(audit(), measured);
        storage.resetBacklog();
        Retries retries = retries();
        List<TaskResult> results = Arrays.stream(loops).map(TaskLoop::result).toList();
        if (retries != null && measured) {
            long successes = results.stream().mapToLong(TaskResult::successes).sum();
            callsUntilSuccess.add(retries.calls());
            callsUntilSuccess.recordValueWithCount(
                    1, Math.max(0, successes - retries.calls().getTotalCount()));
        }
        CpuCounts counts = Arrays.stream(windows).map(CpuWindow::counted).reduce(CpuCounts.NONE, CpuCounts::plus);
        for (CpuWindow window : windows) {
            window.reset();
        }
        allLeft = new CountDownLatch(loops.length);
        heap.clear();
        boolean handlers = parameters.interrupted() || shared.contains(CalledProgram.class);
        return new IterationSummary(results, counts, retries, handlers, backlog, fresh, collections);
    }

    private Audit audit() {
        janitor.enter();
        storage.quiesce(janitor.cpu());
        Audit audit = storage.audit(janitor.cpu());
        janitor.leave();
        checkNobodyInside(storage, kernel.machine());
        return audit;
    }

    /**
     * Checks the busy counters, after all tasks have left, each of them between two calls.
     *
     * @throws IllegalStateException if one says that somebody is inside; the message is one line
     */
    static void checkNobodyInside(LocalStorage storage, Machine machine) {
        for (int i = 0; i < machine.cpuCount(); i++) {
            int inside = storage.busy(machine.cpu(i));
            if (inside != 0) {
                throw new IllegalStateException("the busy counter of CPU " + i + " says " + inside
                        + " are inside after all have left; the strategy counts wrongly");
            }
        }
    }

    private @Nullable Retries retries() {
        Retries sum = null;
        for (TaskLoop loop : loops) {
            Retries own = loop.retries();
            if (own != null) {
                sum = sum == null ? new Retries() : sum;
                sum.add(own);
            }
        }
        return sum;
    }

    /** Adds how long calls took to be answered in the last iteration. */
    void addRecoveries(List<ScalarResult> metrics) {
        Recoveries sum = new Recoveries();
        for (TaskLoop loop : loops) {
            Recoveries own = loop.recoveries();
            if (own != null) {
                sum.add(own);
            }
        }
        sum.byCode().forEach((code, nanos) -> {
            if (nanos.getTotalCount() > 0) {
                String name = "recovery." + code;
                metrics.add(new ScalarResult(name + ".count", nanos.getTotalCount(), "#", AggregationPolicy.AVG));
                metrics.add(
                        new ScalarResult(name + ".p50", nanos.getValueAtPercentile(50), "ns", AggregationPolicy.AVG));
                metrics.add(new ScalarResult(name + ".max", nanos.getMaxValue(), "ns", AggregationPolicy.MAX));
            }
        });
    }

    /**
     * Ends the trial: writes the histograms and stops the machine. Called by one worker, after the last iteration.
     *
     * @param file the log to write, null for none
     */
    void shutDown(@Nullable Path file) {
        kernel.shutdown();
        if (file != null) {
            addLatencies();
            log.add(HistogramLog.CALLS_MERGED, callsUntilSuccess);
            log.write(file, System.currentTimeMillis());
        }
    }

    private void addLatencies() {
        Histogram merged = new Histogram(1, TaskLoop.MAX_LATENCY_NANOS, DIGITS);
        for (int index = 0; index < loops.length; index++) {
            Histogram own = loops[index].latency();
            if (own != null) {
                log.add(HistogramLog.latencyTag(index % parameters.cpus(), index / parameters.cpus()), own);
                merged.add(own);
            }
        }
        log.add(HistogramLog.LATENCY_MERGED, merged);
    }
}
