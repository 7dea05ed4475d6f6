package dev.spinlab.bench.kernelprobe.bpf;

/** The functions of the kernel that the programs call, by their numbers in the kernel's interface. */
public enum Helper {
    /** Map, key address: address of the value, or null. */
    MAP_LOOKUP(1),
    /** Nothing: nanoseconds since boot, by the monotonic clock. */
    KTIME_NANOS(5),
    /** Map, task, initial value or null, flags: address of the value, or null. */
    TASK_STORAGE_GET(156),
    /** Map, task: 0, or minus an error number. */
    TASK_STORAGE_DELETE(157),
    /** Nothing: the running task. */
    CURRENT_TASK(158);

    private final int number;

    Helper(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
