package dev.spinlab.work;

import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.IdleTicker;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.Task;
import java.util.Arrays;

/** The work queues of a machine, one per CPU. */
public final class WorkQueues implements IdleTicker {
    private static final long FLUSH_POLL_NANOS = 100_000;

    private final CpuWorker[] workers;

    /** Creates the queues and their tasks; nothing runs before {@link #start}. */
    public WorkQueues(Machine machine) {
        workers = new CpuWorker[machine.cpuCount()];
        Arrays.setAll(workers, id -> new CpuWorker(machine.newTask(id, "worker/" + id)));
    }

    /** Starts the workers, each on a thread of its own. */
    public void start() {
        for (CpuWorker worker : workers) {
            worker.start();
        }
    }

    /** Ends the workers and waits until those that were started have ended. Work still queued is not done. */
    public void shutdown() {
        for (CpuWorker worker : workers) {
            worker.stop();
        }
        for (CpuWorker worker : workers) {
            worker.awaitEnd();
        }
    }

    /**
     * Has the worker of this CPU do {@code item}. Any context.
     *
     * @return whether it was not queued already
     */
    public boolean queue(Cpu cpu, WorkItem item) {
        return workers[cpu.id()].queue(cpu, item);
    }

    /** Sleeps until all work that was queued on any CPU before this call is done. */
    public void flush(Cpu cpu) {
        long[] queued = new long[workers.length];
        for (int id = 0; id < workers.length; id++) {
            queued[id] = workers[id].queuedVolatile();
        }
        for (int id = 0; id < workers.length; id++) {
            while (workers[id].doneVolatile() < queued[id]) {
                cpu.current().sleep(FLUSH_POLL_NANOS);
            }
        }
    }

    @Override
    public void wentIdle(Task task) {
        CpuWorker worker = workers[task.cpu().id()];
        if (worker.task() != task) {
            worker.task().wake();
        }
    }
}
