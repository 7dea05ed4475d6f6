package dev.spinlab.conformance;

import dev.spinlab.backend.StorageBackend;
import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.machine.InterruptHandler;
import dev.spinlab.machine.InterruptSource;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.Task;
import dev.spinlab.rcu.RcuParameters;
import dev.spinlab.simulation.ManualSchedule;
import dev.spinlab.storage.CallerClass;
import dev.spinlab.storage.Element;
import dev.spinlab.storage.LocalStorage;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.OwnerKind;
import dev.spinlab.storage.StorageMap;
import dev.spinlab.storage.TracePoint;
import dev.spinlab.storage.UpdateFlags;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * A storage on a machine on which the check decides who goes on and how far. Time passes with the steps, so that what waits
 * too long runs into the real timeouts.
 *
 * <p>{@link #check} looks at the invariants afterwards, whatever the check was about.
 */
final class StorageBench implements AutoCloseable {
    /** Such that 65,536 spins, between which no waiter looks at the clock, take longer than the shortest timeout. */
    static final long NANOS_PER_STEP = 4_000;

    /** Whoever has not ended after so many steps waits for somebody; well below every timeout. */
    static final long PATIENCE_STEPS = 5_000;

    /** What a value that is not there reads as. */
    static final long ABSENT = -1;

    private static final long SLICE_STEPS = 500;
    private static final int MOST_TURNS = 20_000;
    private static final long IDLE_NANOS = 100_000;
    private static final InterruptHandler NOTHING = (cpu, level) -> {};

    private final ManualSchedule schedule = new ManualSchedule(NANOS_PER_STEP);
    private final Machine machine;
    private final ModelKernel kernel;
    private final LocalStorage storage;
    private final Task[] workers;
    private final List<Owner> owners = new ArrayList<>();
    private final List<StorageMap> maps = new ArrayList<>();
    private InterruptHandler handler = NOTHING;
    private int spawned;

    private StorageBench(StorageBackend backend, int cpus) {
        machine = Machine.builder().cpus(cpus).schedule(schedule).build();
        kernel = ModelKernel.on(machine, RcuParameters.shortest());
        storage = backend.open(kernel);
        machine.setInterrupts(InterruptSource.none(), (cpu, level) -> handler.handle(cpu, level));
        kernel.start();
        workers = machine.tasks();
    }

    /** Runs {@code body} on a new bench, then looks at the invariants. */
    static void check(StorageBackend backend, int cpus, Consumer<StorageBench> body) {
        try (StorageBench bench = new StorageBench(backend, cpus)) {
            body.accept(bench);
            bench.handler = NOTHING;
            bench.storage.trace(null);
            new StorageInvariants(bench, bench.owners, bench.maps).expect();
        }
    }

    /** As {@link #check} without the invariants, for what the kernel itself warns about or hangs in. */
    static void wreck(StorageBackend backend, int cpus, Consumer<StorageBench> body) {
        try (StorageBench bench = new StorageBench(backend, cpus)) {
            body.accept(bench);
        }
    }

    @Override
    public void close() {
        schedule.close();
    }

    // ---- what is there ---------------------------------------------------------------------------------------------

    ManualSchedule schedule() {
        return schedule;
    }

    ModelKernel kernel() {
        return kernel;
    }

    LocalStorage storage() {
        return storage;
    }

    Cpu cpu(int id) {
        return machine.cpu(id);
    }

    /** Returns a new owner, which is emptied at the end of the check. */
    Owner owner(OwnerKind kind) {
        Owner owner = storage.newOwner(kind);
        owners.add(owner);
        return owner;
    }

    /** Returns a new map of 8-byte values, which is emptied at the end of the check. */
    StorageMap map() {
        return map(Long.BYTES, false, element -> {});
    }

    /** Returns a new map, which is emptied at the end of the check. */
    StorageMap map(int valueBytes, boolean valueLocks, Consumer<Element> destructor) {
        StorageMap map = storage.newMap(valueBytes, valueLocks, destructor);
        maps.add(map);
        return map;
    }

    /** Sets what interrupts do from now on. */
    void onInterrupt(InterruptHandler chosen) {
        handler = chosen;
    }

    // ---- letting tasks run -----------------------------------------------------------------------------------------

    /** Creates a task that does {@code body}, after which nothing may be left masked, disabled or being read. */
    Task spawn(int cpu, Consumer<Cpu> body) {
        return schedule.spawn(cpu, "task-" + spawned++, on -> {
            body.accept(on);
            Expect.that(!on.irqsMasked(), "interrupts are unmasked as often as masked");
            Expect.that(!on.preemptionDisabled(), "preemption is enabled as often as disabled");
            Expect.that(!on.migrationDisabled(), "migration is enabled as often as disabled");
            Expect.that(
                    !kernel.rcu().reading(on) && !kernel.tasksTrace().reading(on),
                    "read sections are left as often as entered");
        });
    }

    /** Has a new task do {@code body} to its end; other tasks stand still meanwhile, all but the workers. */
    void on(int cpu, Consumer<Cpu> body) {
        finish(spawn(cpu, body));
    }

    /** Lets {@code task} go on until it ends or clearly waits for somebody who stands still. Returns whether it ended. */
    boolean tryFinish(Task task) {
        schedule.run(task, PATIENCE_STEPS);
        return schedule.ended(task);
    }

    /** Lets {@code tasks} take turns until all have ended, the workers whenever none of them can go on. */
    void finish(Task... tasks) {
        for (int turn = 0; !allEnded(tasks); turn++) {
            if (turn == MOST_TURNS) {
                throw new CheckFailed("tasks do not end: " + Arrays.toString(tasks));
            }
            takeTurn(tasks);
        }
        // A worker that stands in the middle of its turn would keep its CPU from the next task.
        for (int turn = 0; turn < MOST_TURNS && workerStands(); turn++) {
            takeTurn(workers);
        }
    }

    /** Lets {@code task} go on, the workers too, until it stands in a step at which {@code stop} holds. */
    void runUntil(Task task, StopAt stop) {
        for (int turn = 0; !stop.holds(); turn++) {
            if (turn == MOST_TURNS || schedule.ended(task)) {
                throw new CheckFailed(task + " did not come to where it was to stop");
            }
            if (schedule.runnable(task)) {
                schedule.run(task, 1);
            } else {
                takeTurn(workers);
            }
        }
    }

    /** Where a task is to stop. */
    @FunctionalInterface
    interface StopAt {
        /** Returns whether it is there. */
        boolean holds();
    }

    private void takeTurn(Task... tasks) {
        if (!moved(tasks) && !moved(workers)) {
            schedule.advance(IDLE_NANOS);
        }
    }

    private boolean moved(Task... tasks) {
        boolean moved = false;
        for (Task task : tasks) {
            if (schedule.runnable(task)) {
                schedule.run(task, SLICE_STEPS);
                moved = true;
            }
        }
        return moved;
    }

    private boolean allEnded(Task... tasks) {
        return Arrays.stream(tasks).allMatch(schedule::ended);
    }

    private boolean workerStands() {
        return Arrays.stream(workers).anyMatch(worker -> worker.running() && schedule.runnable(worker));
    }

    /** Has {@code stands}, which stands in a step, preempted as soon as it can be by {@code next}, which runs to its end. */
    void preempt(Task stands, Task next) {
        schedule.run(next, 1);
        stands.cpu().requestReschedule();
        while (schedule.runnable(stands)) {
            schedule.run(stands, 1);
        }
        finish(next);
    }

    /** Has {@code tasks}, all on one CPU, preempt each other every few steps until all have ended. */
    void preemptEvery(long steps, List<Task> tasks) {
        boolean going = true;
        while (going) {
            going = false;
            for (Task task : tasks) {
                if (schedule.runnable(task)) {
                    schedule.run(task, steps);
                    task.cpu().requestReschedule();
                    going = true;
                }
            }
        }
        finish(tasks.toArray(new Task[0]));
    }

    /**
     * Stops {@code first} after {@code steps} steps, lets {@code second} go on as far as it can meanwhile, then ends both.
     *
     * @return whether {@code first} had not ended by then
     */
    boolean race(Task first, long steps, Task second) {
        schedule.run(first, steps);
        boolean within = !schedule.ended(first);
        tryFinish(second);
        finish(first, second);
        return within;
    }

    /**
     * Lets {@code task}, alone on its CPU, run to its end with an interrupt at step {@code first} and at every {@code gap}-th
     * after it.
     */
    void interruptEvery(Task task, ContextLevel level, long first, long gap) {
        Cpu cpu = task.cpu();
        long wait = first;
        while (!schedule.ended(task)) {
            long steps = wait;
            long[] looks = new long[1];
            // Only the task's own steps count. The first look comes before it goes on.
            schedule.runUntil(
                    task,
                    () -> (cpu.context().level() == ContextLevel.TASK && ++looks[0] > steps) || schedule.ended(task));
            schedule.interrupt(cpu, level);
            wait = gap;
        }
        handler = NOTHING;
    }

    // ---- what most checks ask --------------------------------------------------------------------------------------

    /** Returns the value of {@code owner} in {@code map}, {@link #ABSENT} if there is none. */
    long value(Cpu cpu, Owner owner, StorageMap map, CallerClass caller) {
        kernel.rcu().readLock(cpu);
        Element element = storage.lookup(cpu, owner, map, caller);
        long value = element == null ? ABSENT : element.value(cpu);
        kernel.rcu().readUnlock(cpu);
        return value;
    }

    /** Returns the value that a system call finds. */
    long value(Cpu cpu, Owner owner, StorageMap map) {
        return value(cpu, owner, map, CallerClass.SYSCALL);
    }

    /** Creates {@code owner}'s value in {@code map}, which must succeed. */
    Element create(Cpu cpu, Owner owner, StorageMap map, long value) {
        Element element = storage.getOrCreate(cpu, owner, map, CallerClass.SYSCALL, value);
        if (element == null) {
            throw new CheckFailed(
                    "a first value could not be created: " + cpu.context().errno());
        }
        return element;
    }

    /** Gets or creates as a program, and returns with what error, OK if none. */
    Errno programCreates(Cpu cpu, Owner owner, StorageMap map) {
        return storage.getOrCreate(cpu, owner, map, CallerClass.PROGRAM, 1) == null
                ? cpu.context().errno()
                : Errno.OK;
    }

    /**
     * Replaces {@code owner}'s value in {@code map} as a program, which must succeed, and runs {@code program} inside, where
     * {@code point} is reached first.
     */
    void inside(Cpu cpu, TracePoint point, Owner owner, StorageMap map, Consumer<Cpu> program) {
        boolean[] ran = new boolean[1];
        storage.trace((at, reached, ofOwner, inMap) -> {
            if (reached == point && !ran[0]) {
                ran[0] = true;
                program.accept(at);
            }
        });
        Errno errno = storage.update(cpu, owner, map, 7, UpdateFlags.ANY, CallerClass.PROGRAM);
        storage.trace(null);
        Expect.that(ran[0], "the program at " + point + " ran");
        Expect.equal(errno, Errno.OK, "the update around the program at " + point);
    }

    /** Lets {@code task} go on to the first step after it has reached {@code point}. */
    void runTo(Task task, TracePoint point) {
        boolean[] there = new boolean[1];
        storage.trace((cpu, reached, owner, map) -> there[0] |= reached == point);
        runUntil(task, () -> there[0]);
        storage.trace(null);
    }

    /** Returns how many locks task context of {@code cpu} has taken or waited for. */
    static long locksTaken(Cpu cpu) {
        var counters = cpu.context().counters();
        return counters.lockAcquisitions() + counters.lockWaits();
    }
}
