package dev.spinlab.results.kernel;

import java.util.HashMap;
import java.util.Map;

/**
 * What kernels were measured to do in the same cases before: the stored figures of measured-kernel.md.
 *
 * <p>Refused calls of Linux 6.12 and 6.18 (busy counter) and 7.2 (rqspinlock), by preemption model; two shares are those of
 * creates and of deletes. Times are of 6.18, medians inside the kernel.
 */
public final class MeasuredBefore {
    /** What stands where nothing was measured. */
    public static final String NOTHING = "-";

    private static final Map<String, String> TASKS = tasks();
    private static final Map<String, String> HANDLERS = Map.of(
            KernelRow.CREATE_DELETE, "84-94 % (6.12, 6.18), 0 of 12,004 (7.2)",
            KernelRow.LOOKUP_HIT, "12-18 % (6.12, 6.18), 0 (7.2)",
            KernelRow.NOTHING, "0 (6.12, 6.18, 7.2)");

    /** The handlers' rows were measured with one task and this distance. */
    private static final int INTERRUPT_MICROS = 100;

    private MeasuredBefore() {}

    private static Map<String, String> tasks() {
        Map<String, String> tasks = new HashMap<>();
        tasks.put("create-delete, 1 thread on 1 CPU", "0; 1.02 µs");
        tasks.put("create-delete, 2 threads on 1 CPU", "91.8 / 0.3 % (6.12 full), 0 (6.12, 6.18 none; 7.2); 1.04 µs");
        tasks.put("create-delete, 4 threads on 1 CPU", "80.0 / 17.3 % (6.12 full), 0 (6.12, 6.18 none; 7.2); 983 ns");
        tasks.put("create-delete, 2 threads on 2 CPUs", "0; 1.05 µs");
        tasks.put("create-delete, 4 threads on 2 CPUs", "77.0 / 15.0 % (6.12 full), 0 (6.12, 6.18 none; 7.2); 1.11 µs");
        tasks.put("lookup-hit, 1 thread on 1 CPU", "never; 19.7 ns");
        tasks.put("lookup-hit, 2 threads on 1 CPU", "never; 19.8 ns");
        for (String shape : new String[] {"4 threads on 1 CPU", "2 threads on 2 CPUs", "4 threads on 2 CPUs"}) {
            tasks.put("lookup-hit, " + shape, "never; 19.7 ns");
        }
        tasks.put("nothing, 1 thread on 1 CPU", "never; 7.2 ns");
        calls(tasks, "1 thread on 1 CPU", "1.36 µs", "1.08 µs");
        calls(tasks, "2 threads on 1 CPU", "1.38 µs", "1.07 µs");
        calls(tasks, "4 threads on 1 CPU", "1.37 µs", "1.07 µs");
        calls(tasks, "2 threads on 2 CPUs", "1.39 µs", "1.22 µs");
        calls(tasks, "4 threads on 2 CPUs", "1.63 µs", "1.24 µs");
        tasks.put("system call update, shared task, 2 threads on 2 CPUs", "never EBUSY; EAGAIN and ENOENT");
        tasks.put("system call delete, shared task, 2 threads on 2 CPUs", "never EBUSY; ENOENT");
        return Map.copyOf(tasks);
    }

    private static void calls(Map<String, String> tasks, String shape, String update, String lookup) {
        tasks.put("system call update, own task, " + shape, "never EBUSY; " + update);
        tasks.put("system call lookup, own task, " + shape, "never EBUSY; " + lookup);
    }

    /**
     * The tasks' calls.
     *
     * @param row the case
     * @return share refused and time of a call, {@value #NOTHING} if the case was not measured
     */
    public static String ofTasks(KernelRow row) {
        return TASKS.getOrDefault(row.label(), NOTHING);
    }

    /**
     * The interrupt handlers' calls.
     *
     * @param row the case
     * @return share refused, {@value #NOTHING} if the case was not measured
     */
    public static String ofHandlers(KernelRow row) {
        return row.threads() == 1 && row.interruptMicros() == INTERRUPT_MICROS
                ? HANDLERS.getOrDefault(row.operation(), NOTHING)
                : NOTHING;
    }
}
