package dev.spinlab.bench.harness;

import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.machine.NativeSchedule;
import dev.spinlab.machine.Schedule;
import dev.spinlab.machine.Task;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * The threads behind the kernel's own tasks, for their CPU time: a strategy that has its worker free elements spends
 * that time as much as one that frees them in the task that deleted them.
 */
final class KernelThreads {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final boolean CPU_TIME = THREADS.isThreadCpuTimeSupported();

    private final long[][] threadIdsByCpu;

    private KernelThreads(long[][] threadIdsByCpu) {
        this.threadIdsByCpu = threadIdsByCpu;
    }

    /**
     * Starts a kernel and asks its schedule for the threads of the tasks that there are, which are the kernel's own. Under a
     * simulated schedule time means nothing, and none is counted.
     *
     * @throws IllegalStateException if one of them has no thread
     */
    static KernelThreads start(ModelKernel kernel, Schedule schedule) {
        kernel.start();
        long[][] ids = new long[kernel.machine().cpuCount()][0];
        if (!(schedule instanceof NativeSchedule nativeSchedule)) {
            return new KernelThreads(ids);
        }
        for (int cpu = 0; cpu < ids.length; cpu++) {
            int number = cpu;
            ids[cpu] = Arrays.stream(kernel.machine().tasks())
                    .filter(task -> task.cpu().id() == number)
                    .mapToLong(task -> threadOf(task, nativeSchedule))
                    .toArray();
        }
        return new KernelThreads(ids);
    }

    private static long threadOf(Task task, NativeSchedule schedule) {
        long id = schedule.threadId(task);
        if (id == 0) {
            throw new IllegalStateException("the kernel started no thread for its task " + task);
        }
        return id;
    }

    /** CPU time that the kernel's threads on {@code cpu} have used, in nanoseconds; 0 where it is not known. */
    long cpuNanos(int cpu) {
        long sum = 0;
        for (long id : threadIdsByCpu[cpu]) {
            sum += CPU_TIME ? Math.max(0, THREADS.getThreadCpuTime(id)) : 0;
        }
        return sum;
    }
}
