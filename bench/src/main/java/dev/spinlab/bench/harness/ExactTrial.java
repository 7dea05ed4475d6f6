package dev.spinlab.bench.harness;

import com.sun.management.ThreadMXBean;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.machine.Task;
import dev.spinlab.simulation.ManualSchedule;
import dev.spinlab.storage.Audit;
import dev.spinlab.storage.Storage;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A workload's own operations under a schedule in which everything is given: tasks take turns of a few steps, whose lengths a
 * seed draws, a task that was waited for loses its CPU at the end of its turn, and time passes by steps. So every count is
 * the same in each run, on every machine and every JDK; a different count is a different strategy.
 */
public final class ExactTrial {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** So that a grace period of Tasks Trace RCU is 1,700 steps, some 40 operations, and many fit into few of these. */
    private static final long NANOS_PER_STEP = 10_000;

    /** Mean length of a turn: about one operation, so that turns end anywhere in it. */
    private static final int TURN_STEPS = 50;

    /** How far the clock moves when all sleep: less than any sleep of the model. */
    private static final long IDLE_NANOS = 50_000;

    /** Turns after which the tasks are said not to end. */
    private static final long MAX_TURNS = 20_000_000;

    private final ManualSchedule schedule = new ManualSchedule(NANOS_PER_STEP);
    private final SplittableRandom random;
    private final Rig rig;
    private final Storage storage;
    private final List<Player> players = new ArrayList<>();
    private int ended;

    private ExactTrial(Supplier<Worker> workload, Map<String, String> parameters, int threads, long seed) {
        random = new SplittableRandom(seed);
        rig = Rig.under(parameters, threads, schedule, seed);
        storage = rig.storage();
        for (int index = 0; index < threads; index++) {
            Worker worker = workload.get();
            players.add(new Player(index, worker.join(rig, index), new HandlerTally(worker.owner())));
        }
    }

    /** One worker: what it does and what it counted. */
    private final class Player {
        final int index;
        final Operation operation;
        final HandlerTally handlers;
        final Tally tally = new Tally(new VirtualClock(), null, null);
        long allocatedBytes;

        Player(int index, Operation operation, HandlerTally handlers) {
            this.index = index;
            this.operation = operation;
            this.handlers = handlers;
        }

        Repetition on(Cpu cpu) {
            return new Repetition(cpu, operation, tally);
        }
    }

    private static void repeat(Repetition repetition, int operations) {
        if (!repetition.repeat(operations)) {
            throw new IllegalStateException("an operation was refused " + Repetition.MAX_CALLS + " times");
        }
    }

    /** The schedule's clock, and nobody stops. */
    private final class VirtualClock implements TaskClock {
        @Override
        public long onCpuNanos() {
            return schedule.nanoTime();
        }

        @Override
        public long wallNanos() {
            return schedule.nanoTime();
        }

        @Override
        public boolean stopping() {
            return false;
        }
    }

    /**
     * Counts what a case costs.
     *
     * @param workload makes one worker per task, of a class of the workload
     * @param parameters the rig's parameters by name, where they differ from their defaults
     * @param threads tasks
     * @param operations successful operations per task
     * @param seed seed of the turns and of interrupt distances
     * @return totals over all tasks by name: steps, atomics, lockAcquisitions, contextSwitches, calls, successes,
     *     failures.CODE, handler.calls, handler.failures.CODE, backlogPeak in elements, violations.KIND
     * @throws IllegalStateException if the parameters do not suit the workload, or the tasks do not end
     */
    public static SortedMap<String, Long> counts(
            Supplier<Worker> workload, Map<String, String> parameters, int threads, int operations, long seed) {
        ExactTrial trial = new ExactTrial(workload, parameters, threads, seed);
        try {
            return trial.count(operations);
        } finally {
            trial.schedule.close();
        }
    }

    /**
     * Counts what one task alone allocates. Only an interpreter allocates what the program says: a compiler leaves out what it
     * can prove to be needless, and proves more in one run than in another.
     *
     * @param workload makes a worker of a class of the workload
     * @param parameters the rig's parameters by name, where they differ from their defaults
     * @param operations successful operations
     * @param seed seed of interrupt distances
     * @return bytes that the task's thread allocated in these operations, after as many that are not counted
     * @throws IllegalStateException if the parameters do not suit the workload
     */
    public static long allocatedBytes(
            Supplier<Worker> workload, Map<String, String> parameters, int operations, long seed) {
        ExactTrial trial = new ExactTrial(workload, parameters, 1, seed);
        try {
            return trial.allocated(operations);
        } finally {
            trial.schedule.close();
        }
    }

    private SortedMap<String, Long> count(int operations) {
        prepare();
        CpuCounts before = counted();
        storage.resetBacklog();
        for (Player player : players) {
            start(player, cpu -> repeat(player.on(cpu), operations));
        }
        drive(() -> ended == players.size());
        CpuCounts cost = counted().minus(before);
        long backlogPeak = storage.backlog().peak();
        Audit audit = audit();
        SortedMap<String, Long> figures = new TreeMap<>();
        figures.put("steps", cost.steps());
        figures.put("atomics", cost.atomics());
        figures.put("lockAcquisitions", cost.lockAcquisitions());
        figures.put("contextSwitches", cost.contextSwitches());
        figures.put("backlogPeak", backlogPeak);
        figures.put("violations.lost", audit.lost());
        figures.put("violations.leaked", audit.leaked());
        figures.put("violations.doubleFreed", audit.doubleFreed());
        figures.put("violations.usedAfterFree", audit.usedAfterFree());
        for (Player player : players) {
            add(figures, "successes", player.tally.successes);
            add(figures, "calls", player.tally.acceptedCalls + player.tally.refused.total());
            addFailures(figures, "failures.", player.tally.refused);
            HandlerResult handlers = player.handlers.result();
            add(figures, "handler.calls", handlers.calls());
            addFailures(figures, "handler.failures.", handlers.refused());
        }
        figures.values().removeIf(count -> count == 0);
        return figures;
    }

    private static void addFailures(SortedMap<String, Long> figures, String prefix, ErrnoCounts refused) {
        for (Errno code : Errno.values()) {
            add(figures, prefix + code, refused.of(code));
        }
    }

    private static void add(SortedMap<String, Long> figures, String name, long count) {
        figures.merge(name, count, Long::sum);
    }

    private long allocated(int operations) {
        prepare();
        Player only = players.get(0);
        Task task = start(only, cpu -> {
            Repetition repetition = only.on(cpu);
            repeat(repetition, operations);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            repeat(repetition, operations);
            only.allocatedBytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        });
        // In one turn: handing the baton over allocates as well.
        schedule.finish(task);
        return only.allocatedBytes;
    }

    private void prepare() {
        for (Player player : players) {
            run(player.index % rig.cpuCount(), player.operation::prepare);
        }
    }

    private Audit audit() {
        Audit[] found = new Audit[1];
        run(0, cpu -> {
            storage.quiesce(cpu);
            found[0] = storage.audit(cpu);
        });
        Testbed.checkNobodyInside(storage, rig.kernel().machine());
        return found[0];
    }

    /** Has a task of nobody do something, and waits for its end. */
    private void run(int cpu, Consumer<Cpu> body) {
        Task task = schedule.spawn(cpu, "janitor", body);
        drive(() -> schedule.ended(task));
    }

    private Task start(Player player, Consumer<Cpu> body) {
        Task task = rig.testbed().newTask(player.index);
        task.attach(player.handlers);
        schedule.start(task, () -> {
            task.enter();
            body.accept(task.cpu());
            task.leave();
            ended++;
        });
        return task;
    }

    private CpuCounts counted() {
        CpuCounts sum = CpuCounts.NONE;
        for (int cpu = 0; cpu < rig.cpuCount(); cpu++) {
            sum = sum.plus(rig.testbed().countsOf(cpu));
        }
        return sum;
    }

    /** Gives all tasks turns, the kernel's own as well, until it is enough. */
    private void drive(BooleanSupplier enough) {
        for (long turns = 0; !enough.getAsBoolean(); turns++) {
            if (turns > MAX_TURNS) {
                throw new IllegalStateException("the tasks do not end; they may wait for each other for ever");
            }
            if (!turn()) {
                schedule.advance(IDLE_NANOS);
            }
        }
    }

    private boolean turn() {
        boolean moved = false;
        for (Task task : rig.kernel().machine().tasks()) {
            if (schedule.runnable(task)) {
                schedule.run(task, 1 + random.nextInt(2 * TURN_STEPS - 1));
                moved = true;
                if (schedule.contended(task.cpu())) {
                    task.cpu().requestReschedule();
                }
            }
        }
        return moved;
    }
}
