package dev.spinlab.explore;

import dev.spinlab.backend.StorageBackend;
import dev.spinlab.lock.LockupError;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Task;
import dev.spinlab.simulation.CarrierThreads;
import dev.spinlab.simulation.Director;
import dev.spinlab.simulation.HandOverSchedule;
import dev.spinlab.simulation.InlineSchedule;
import dev.spinlab.simulation.NobodyCanGoOn;
import dev.spinlab.simulation.SimulatedSchedule;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Runs one encounter on one backend under one schedule after another. Used by one thread. */
public final class Explorer implements AutoCloseable {
    private static final long STEP_LIMIT = 3_000_000;

    private static final int WORKER_TURNS = 8;

    private final CarrierThreads threads = new CarrierThreads();
    private long schedules;
    private long hash;
    private String lastChoices = "";
    private boolean twice;

    /** Creates one. */
    public Explorer() {}

    /** What is to be told of each schedule. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Told after each schedule.
         *
         * @param hash differs between schedules that differ, but for collisions
         * @param refusals which refusals there were
         * @param finding what was wrong, null if nothing
         * @return whether to go on
         */
        boolean ran(long hash, Set<dev.spinlab.machine.Errno> refusals, @Nullable Finding finding);
    }

    /** Returns how many schedules have been run. */
    public long schedules() {
        return schedules;
    }

    /** Runs all schedules that {@code scheduler} makes, or until {@code listener} has had enough. */
    public void explore(
            StorageBackend backend, Encounter encounter, Scheduler scheduler, Bounds bounds, Listener listener) {
        Choices choices = new Choices(scheduler, bounds, encounter.ways());
        boolean more = encounter.appliesTo(backend);
        while (more && choices.begin()) {
            schedules++;
            World[] world = new World[1];
            Finding finding = runOne(backend, encounter, choices, world, director -> director);
            if (twice && finding == null) {
                finding = runAgain(backend, encounter, choices, bounds);
            }
            more = listener.ran(choices.hash(), world[0].refusals(), finding);
        }
    }

    /** Runs the schedule just run once more; a difference would make every replay a matter of luck. */
    private @Nullable Finding runAgain(StorageBackend backend, Encounter encounter, Choices choices, Bounds bounds) {
        replay(backend, encounter, choices.taken().copy(), bounds, director -> director);
        return hash == choices.hash()
                ? null
                : new Finding(
                        backend.id(),
                        encounter.id(),
                        Rule.REPEATABLE,
                        "the same choices led elsewhere",
                        choices.taken().toString());
    }

    /** Has every schedule from here on run twice, and a difference found. */
    public void runTwice(boolean chosen) {
        twice = chosen;
    }

    /** Returns what was chosen in the last {@link #replay}. */
    String lastChoices() {
        return lastChoices;
    }

    /** Runs one recorded schedule again; {@code wrap} may listen to what the director is asked. */
    @Nullable
    Finding replay(
            StorageBackend backend, Encounter encounter, ChoiceList list, Bounds bounds, UnaryOperator<Director> wrap) {
        Choices choices = new Choices(new ReplayScheduler(list), bounds, encounter.ways());
        choices.begin();
        Finding finding = runOne(backend, encounter, choices, new World[1], wrap);
        hash = choices.hash();
        lastChoices = choices.taken().toString();
        return finding;
    }

    private @Nullable Finding runOne(
            StorageBackend backend, Encounter encounter, Choices choices, World[] made, UnaryOperator<Director> wrap) {
        Rule rule;
        String detail;
        try {
            World world = encounter.needsThreads()
                    ? runWithThreads(backend, encounter, choices, made, wrap)
                    : runInline(backend, encounter, choices, made, wrap);
            String judged = encounter.judge(world);
            Invariants invariants = new Invariants(world);
            rule = judged == null ? invariants.check() : Rule.ANSWERS_ALLOWED;
            detail = judged == null ? invariants.detail() : judged;
            choices.observe(world.storage().elementLedger().allocated());
            choices.observe(world.schedule().steps());
        } catch (NobodyCanGoOn | LockupError stuck) {
            rule = Rule.NO_DEADLOCK;
            detail = String.valueOf(stuck.getMessage());
        } catch (BrokenRule broken) {
            rule = broken.rule();
            detail = String.valueOf(broken.getMessage());
        } catch (VirtualMachineError fatal) {
            throw fatal;
        } catch (RuntimeException | Error thrown) {
            rule = Rule.NOTHING_THROWN;
            detail = thrown.toString();
        }
        return rule == null
                ? null
                : new Finding(
                        backend.id(),
                        encounter.id(),
                        rule,
                        detail,
                        choices.taken().toString());
    }

    private static World runInline(
            StorageBackend backend, Encounter encounter, Choices choices, World[] made, UnaryOperator<Director> wrap) {
        InlineSchedule schedule = new InlineSchedule(STEP_LIMIT);
        World world = new World(backend, encounter, schedule, choices);
        made[0] = world;
        world.asJanitor(cpu -> encounter.prepare(world, cpu));
        InlineStage stage = new InlineStage(world, schedule);
        encounter.cast(world, stage);
        world.attachProgram();
        world.setDirected(true);
        schedule.direct(wrap.apply(choices));
        stage.runFirst();
        schedule.direct(null);
        world.setDirected(false);
        schedule.forgetWaiting();
        world.storage().trace(null);
        return world;
    }

    private World runWithThreads(
            StorageBackend backend, Encounter encounter, Choices choices, World[] made, UnaryOperator<Director> wrap) {
        HandOverSchedule schedule = new HandOverSchedule(STEP_LIMIT, threads);
        World world = new World(backend, encounter, schedule, choices);
        made[0] = world;
        world.asJanitor(cpu -> encounter.prepare(world, cpu));
        encounter.cast(world, new Encounter.Stage() {
            @Override
            public void task(int cpu, String name, Encounter.Body body) {
                Task task = world.newTask(cpu, name);
                schedule.start(task, () -> asTask(task, body));
            }

            @Override
            public void worker(int cpu) {
                Cpu its = world.machine().cpu(cpu);
                schedule.start(schedule.loopTask(its), () -> turns(schedule, its));
            }
        });
        world.attachProgram();
        world.setDirected(true);
        schedule.direct(wrap.apply(choices));
        schedule.run();
        schedule.direct(null);
        world.setDirected(false);
        world.storage().trace(null);
        return world;
    }

    /** As many turns of a worker as it takes until what was deferred has been freed, if nobody stands in the way. */
    private static void turns(SimulatedSchedule schedule, Cpu cpu) {
        Runnable turn = schedule.turnOf(cpu);
        for (int i = 0; i < WORKER_TURNS; i++) {
            turn.run();
        }
    }

    private static void asTask(Task task, Encounter.Body body) {
        task.enter();
        body.run(task.cpu());
        task.cpu().operationEnd();
        task.leave();
    }

    /** The first task is the calling thread; the others wait for a preemption. */
    private static final class InlineStage implements Encounter.Stage {
        private final World world;
        private final InlineSchedule schedule;
        private @Nullable Runnable first;

        InlineStage(World world, InlineSchedule schedule) {
            this.world = world;
            this.schedule = schedule;
        }

        @Override
        public void task(int cpu, String name, Encounter.Body body) {
            Task task = world.newTask(cpu, name);
            put(task, () -> asTask(task, body));
        }

        @Override
        public void worker(int cpu) {
            Cpu its = world.machine().cpu(cpu);
            put(schedule.loopTask(its), () -> turns(schedule, its));
        }

        private void put(Task task, Runnable run) {
            if (first == null) {
                first = run;
            } else {
                schedule.start(task, run);
            }
        }

        void runFirst() {
            Runnable chosen = first;
            if (chosen == null) {
                throw new IllegalStateException("an encounter without a task");
            }
            chosen.run();
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
