package dev.spinlab.bench.harness;

import dev.spinlab.backend.Backends;
import dev.spinlab.backend.StorageBackend;
import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.lock.SpinLock;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.MachineBuilder;
import dev.spinlab.machine.NativeSchedule;
import dev.spinlab.machine.Schedule;
import dev.spinlab.machine.Task;
import dev.spinlab.machine.pinning.AffinityPinning;
import dev.spinlab.machine.pinning.NoPinning;
import dev.spinlab.machine.pinning.Pinning;
import dev.spinlab.reclaim.Backlog;
import dev.spinlab.storage.Audit;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.Storage;
import dev.spinlab.storage.StorageMap;
import dev.spinlab.storage.TracePoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The modelled machine of one trial with its backend, and what belongs to all of its tasks together. */
final class Testbed {
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
    private final Heap heap = Heap.ofThisJvm();
    private final Recordings recordings;
    private final Interrupts interrupts;
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
        this(
                parameters,
                new NativeSchedule(MachineBuilder.DEFAULT_SLICE_NANOS),
                pinned ? new AffinityPinning() : new NoPinning("-D" + HarnessProperties.PINNING + "=off"),
                seed);
    }

    /**
     * Builds and starts the machine under some schedule.
     *
     * @param parameters what to build
     * @param schedule who runs when
     * @param pinning how threads are bound to CPUs
     * @param seed seed of the interrupt distances
     * @throws IllegalStateException if there is no such backend; the message is one line
     */
    Testbed(RigParameters parameters, Schedule schedule, Pinning pinning, long seed) {
        this.parameters = parameters;
        locks = new TrialLocks(backend(parameters.backend()), parameters.load().lockParameters());
        Load load = parameters.load();
        MachineBuilder builder = Machine.builder()
                .schedule(schedule)
                .cpus(parameters.cpus())
                .preemption(parameters.preemption())
                .pinning(pinning)
                .notices(HarnessProperties.notices());
        if (load.oneHost()) {
            builder.physicalCpus(pinning.allowedCpus()[0]);
        }
        interrupts = Interrupts.of(parameters, pinning, seed);
        interrupts.prepare(builder);
        Machine machine = builder.build();
        kernel = ModelKernel.on(machine);
        storage = locks.open(kernel);
        maps = new StorageMap[load.maps()];
        Arrays.setAll(maps, i -> storage.newMap(load.valueBytes(), false, element -> {}));
        firstOwner = storage.newOwner(load.ownerKind());
        HandlerWork handlers = parameters.interrupted() ? new HandlerWork(storage, storage.newMap()) : null;
        if (handlers != null) {
            machine.setInterrupts(interrupts.source(), handlers);
        }
        recordings = new Recordings(kernel, storage, parameters);
        KernelThreads kernelThreads = KernelThreads.start(kernel, schedule);
        janitor = machine.newTask(0, "janitor");
        bystanders = Bystanders.populate(janitor, storage, maps, load.live());
        if (handlers != null && parameters.period() != null) {
            handlers.rehearse(janitor);
        }
        windows = new CpuWindow[parameters.cpus()];
        Arrays.setAll(windows, cpu -> new CpuWindow(kernelThreads, neighbour(cpu), recordings.series()));
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

    private @Nullable Neighbour neighbour(int cpu) {
        return parameters.load().neighbour()
                ? Neighbour.start(kernel.machine().newTask(cpu, "neighbour/" + cpu))
                : null;
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

    Interrupts interrupts() {
        return interrupts;
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

    /** Returns what a CPU has counted since the machine was built; while no task runs there, or in the one that does. */
    CpuCounts countsOf(int cpu) {
        return windows[cpu].counts(kernel.machine().cpu(cpu));
    }

    /** Makes the task of worker {@code index}; workers are dealt out to CPUs in turn. */
    Task newTask(int index) {
        return kernel.machine().newTask(index % parameters.cpus(), "task-" + index);
    }

    /** Makes worker {@code index}'s loop, in its own thread, before the first iteration. */
    TaskLoop newLoop(int index, Task task, HandlerTally handlers, Operation operation, Asked asked) {
        task.attach(handlers);
        Load load = parameters.load();
        boolean open = load.arrivalsPerSecond() > 0;
        LatencyMode latency = parameters.latency();
        TaskLoop loop = new TaskLoop(
                task,
                windows[task.cpu().id()],
                handlers,
                operation,
                latency == LatencyMode.OFF ? null : new Latencies(index, latency, recordings.bursts(), open),
                open ? new Pacer(load.arrivalsPerSecond(), index, loops.length) : null,
                load.thinkSteps(),
                asked);
        loops[index] = loop;
        return loop;
    }

    /** Told by each worker at the end of an iteration, once its task has left its CPU for good. */
    void left() {
        allLeft.countDown();
    }

    /**
     * Ends an iteration: waits until all tasks have left, has everything freed, and adds up. Called by worker 0.
     *
     * @param measured whether the iteration was more than a warm-up
     */
    IterationSummary endIteration(boolean measured) throws InterruptedException {
        awaitAll();
        interrupts.switchOff();
        interrupts.check(measured);
        long collections = heap.collectionsSinceClear();
        Backlog backlog = storage.backlog();
        List<TaskResult> results = Arrays.stream(loops).map(TaskLoop::result).toList();
        CpuCounts counts = Arrays.stream(windows).map(CpuWindow::counted).reduce(CpuCounts.NONE, CpuCounts::plus);
        List<Distribution> distributions =
                new ArrayList<>(recordings.windowEnded(TaskResult.lastEnd(results), measured));
        Retries retries = retries();
        Recoveries recoveries = recoveries();
        if (recoveries != null) {
            distributions.addAll(Recordings.of(recoveries));
        }
        List<Latencies> latencies = Arrays.stream(loops)
                .map(TaskLoop::latencies)
                .filter(Objects::nonNull)
                .toList();
        distributions.addAll(Recordings.of(latencies));
        if (measured) {
            latencies.forEach(Latencies::endIteration);
        }
        // Whatever happens from here on is no part of the window, but violations are reported all the same.
        boolean checked = measured && !HarnessProperties.turns() && loops[0].repeatsAlone();
        Double proportionality = checked ? loops[0].proportionality() : null;
        Audit fresh = violations.report(audit(), measured);
        distributions.addAll(recordings.everythingFreed());
        if (measured) {
            merge(results, retries, distributions);
        }
        IterationSummary summary = new IterationSummary(
                results,
                counts,
                retries,
                parameters.interrupted() || shared.contains(CalledProgram.class),
                backlog,
                fresh,
                collections,
                otherWork(),
                recordings.takeBursts(),
                proportionality,
                interrupts.takeCounts(),
                distributions);
        storage.resetBacklog();
        recordings.reset();
        for (CpuWindow window : windows) {
            window.reset();
        }
        allLeft = new CountDownLatch(loops.length);
        heap.clear();
        interrupts.switchOn();
        return summary;
    }

    private void awaitAll() throws InterruptedException {
        if (!allLeft.await(LEAVE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    allLeft.getCount() + " of " + loops.length + " tasks did not leave their CPU within "
                            + LEAVE_SECONDS + " s after the stop; the strategy may hang");
        }
        for (CpuWindow window : windows) {
            if (!window.awaitRest(LEAVE_SECONDS)) {
                throw new IllegalStateException("a neighbour did not get its CPU, to leave it, within " + LEAVE_SECONDS
                        + " s after the stop; the strategy may hang");
            }
        }
    }

    private @Nullable NeighbourResult otherWork() {
        return parameters.load().neighbour()
                ? Arrays.stream(windows).map(CpuWindow::otherWork).reduce(NeighbourResult.NONE, NeighbourResult::plus)
                : null;
    }

    private void merge(List<TaskResult> results, @Nullable Retries retries, List<Distribution> distributions) {
        if (retries != null) {
            recordings.merge(
                    retries, results.stream().mapToLong(TaskResult::successes).sum());
        }
        for (Distribution distribution : distributions) {
            recordings.merge(distribution.tag(), distribution.nanos());
        }
    }

    /** Has everything freed, as far as it ever will be, and looks what went wrong since the storage was opened. */
    Audit audit() {
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
    static void checkNobodyInside(Storage storage, Machine machine) {
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

    private @Nullable Recoveries recoveries() {
        Recoveries sum = null;
        for (TaskLoop loop : loops) {
            Recoveries own = loop.recoveries();
            if (own != null) {
                sum = sum == null ? new Recoveries() : sum;
                sum.add(own);
            }
        }
        return sum;
    }

    /**
     * Ends the trial: writes the histograms and stops the machine. Called by one worker, after the last iteration.
     *
     * @param histograms the log to write, null for none
     * @param series the file for the backlog over time, null for none
     */
    void shutDown(@Nullable Path histograms, @Nullable Path series) {
        for (CpuWindow window : windows) {
            window.end();
        }
        kernel.shutdown();
        for (int index = 0; index < loops.length; index++) {
            Latencies own = loops[index].latencies();
            if (own != null) {
                recordings.merge(index % parameters.cpus(), index / parameters.cpus(), own);
            }
        }
        recordings.write(histograms, series);
    }
}
