package dev.spinlab.bench.harness;

import dev.spinlab.machine.Cpu;
import org.jspecify.annotations.Nullable;

/**
 * What one CPU counted while its tasks were measured: from when its first task's window opens to when its last one's
 * closes. Both are told by a task that holds the CPU, so its baton guards all fields.
 */
final class CpuWindow {
    private final KernelThreads kernel;
    private @Nullable CpuCounts atOpen;
    private CpuCounts counted = CpuCounts.NONE;

    CpuWindow(KernelThreads kernel) {
        this.kernel = kernel;
    }

    void open(Cpu cpu) {
        if (atOpen == null) {
            atOpen = CpuCounts.of(cpu, kernel);
        }
    }

    void close(Cpu cpu) {
        if (atOpen != null) {
            counted = CpuCounts.of(cpu, kernel).minus(atOpen);
        }
    }

    CpuCounts counted() {
        return counted;
    }

    void reset() {
        atOpen = null;
        counted = CpuCounts.NONE;
    }
}
