package dev.spinlab.bench.harness;

import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.machine.Task;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

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
     * Starts a kernel and finds the threads it starts. A thread is told by its name, which is its task's.
     *
     * @throws IllegalStateException if one is not found
     */
    static KernelThreads start(ModelKernel kernel) {
        Set<Thread> before = liveThreads();
        kernel.start();
        Set<Thread> started = liveThreads();
        started.removeAll(before);
        long[][] ids = new long[kernel.machine().cpuCount()][];
        for (int cpu = 0; cpu < ids.length; cpu++) {
            int number = cpu;
            ids[cpu] = Arrays.stream(kernel.machine().tasks())
                    .filter(task -> task.cpu().id() == number)
                    .mapToLong(task -> threadOf(task, started))
                    .toArray();
        }
        return new KernelThreads(ids);
    }

    private static Set<Thread> liveThreads() {
        return new HashSet<>(Thread.getAllStackTraces().keySet());
    }

    private static long threadOf(Task task, Set<Thread> started) {
        return started.stream()
                .filter(thread -> thread.getName().equals(task.name()))
                .mapToLong(Thread::getId)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the kernel started no thread for its task " + task));
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
