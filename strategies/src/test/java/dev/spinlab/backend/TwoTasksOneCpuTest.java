package dev.spinlab.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.NativeSchedule;
import dev.spinlab.machine.Preemption;
import dev.spinlab.machine.Task;
import dev.spinlab.rcu.RcuParameters;
import dev.spinlab.storage.Audit;
import dev.spinlab.storage.CallerClass;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.OwnerKind;
import dev.spinlab.storage.Storage;
import dev.spinlab.storage.StorageMap;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Real threads, innocent of each other, that share modelled CPUs: who is refused? */
@Timeout(60)
class TwoTasksOneCpuTest {
    private static final long SHORT_SLICE_NANOS = 20_000;
    private static final int ENOUGH_CALLS = 60_000;

    /** So often must a CPU have gone from task to task, or nobody could have been in another's way. */
    private static final int ENOUGH_SWITCHES = 5;

    /** A bound on waiting for the switches, and for a refusal, which comes with one of the first preemptions. */
    private static final int MOST_CALLS = 50_000_000;

    static Stream<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        for (StorageBackend backend : Backends.all()) {
            if (!backend.isControl()) {
                for (Preemption preemption : Preemption.values()) {
                    cases.add(Arguments.of(backend.id(), preemption, 1));
                    cases.add(Arguments.of(backend.id(), preemption, 2));
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void onlyTheCounterUnderFullPreemptionRefusesThem(String id, Preemption preemption, int cpus) throws Exception {
        StorageBackend backend = Backends.byId(id);
        boolean refuses = id.equals("percpu-counter") && preemption == Preemption.FULL;
        Machine machine = Machine.builder()
                .cpus(cpus)
                .preemption(preemption)
                .schedule(new NativeSchedule(SHORT_SLICE_NANOS))
                .build();
        ModelKernel kernel = ModelKernel.on(machine, RcuParameters.shortest());
        Storage storage = backend.open(kernel);
        StorageMap map = storage.newMap();
        kernel.start();
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < 2 * cpus; i++) {
            workers.add(new Worker(machine.newTask(i % cpus, "task-" + i), storage, map, refuses));
        }
        runAll(workers);

        long refused = workers.stream().mapToLong(worker -> worker.refused).sum();
        assertThat(refused > 0).as("%d refusals", refused).isEqualTo(refuses);
        for (int cpu = 0; cpu < cpus; cpu++) {
            assertThat(machine.cpu(cpu).contextSwitches())
                    .as("tasks took turns")
                    .isGreaterThanOrEqualTo(ENOUGH_SWITCHES);
        }
        Task janitor = machine.newTask(0, "janitor");
        janitor.enter();
        storage.quiesce(janitor.cpu());
        assertThat(storage.audit(janitor.cpu())).isEqualTo(new Audit(0, 0, 0, 0));
        janitor.leave();
        kernel.shutdown();
    }

    private static void runAll(List<Worker> workers) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(workers.size());
        try {
            List<Future<?>> running = new ArrayList<>();
            for (Worker worker : workers) {
                running.add(threads.submit(worker));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static final class Worker implements Runnable {
        private final Task task;
        private final Storage storage;
        private final StorageMap map;
        private final Owner owner;
        private final boolean untilRefused;
        private long calls;
        private long refused;

        Worker(Task task, Storage storage, StorageMap map, boolean untilRefused) {
            this.task = task;
            this.storage = storage;
            this.map = map;
            this.untilRefused = untilRefused;
            owner = storage.newOwner(OwnerKind.TASK);
        }

        @Override
        public void run() {
            task.enter();
            Cpu cpu = task.cpu();
            while (calls < ENOUGH_CALLS || (!enough(cpu) && calls < MOST_CALLS)) {
                count(
                        cpu,
                        storage.getOrCreate(cpu, owner, map, CallerClass.PROGRAM, 1) == null
                                ? cpu.context().errno()
                                : Errno.OK);
                count(cpu, storage.delete(cpu, owner, map, CallerClass.PROGRAM));
            }
            task.leave();
        }

        /** A task that ran before the other had come would have shown nothing. */
        private boolean enough(Cpu cpu) {
            return cpu.contextSwitches() >= ENOUGH_SWITCHES && !(untilRefused && refused == 0);
        }

        private void count(Cpu cpu, Errno errno) {
            calls++;
            // A create that was refused leaves nothing to delete, which is no refusal.
            if (errno != Errno.OK && errno != Errno.ENOENT) {
                refused++;
            }
            cpu.operationEnd();
        }
    }
}
