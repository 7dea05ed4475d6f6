package dev.spinlab.bench.harness;

import dev.spinlab.machine.Cpu;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one CPU counted while its tasks were measured: from when its first task's window opens to when its last one's
 * closes. Both are told by a task that holds the CPU, so its baton guards all fields.
 */
final class CpuWindow {
    private final KernelThreads kernel;
    private final @Nullable Neighbour neighbour;
    private final BacklogSeries series;
    private @Nullable CpuCounts atOpen;
    private CpuCounts counted = CpuCounts.NONE;
    private long openedNanos;
    private long unitsAtOpen;
    private NeighbourResult otherWork = NeighbourResult.NONE;

    /**
     * Makes the window of one CPU.
     *
     * @param kernel the kernel's threads
     * @param neighbour who does other work on the CPU, null for nobody
     * @param series begins with the first window that opens
     */
    CpuWindow(KernelThreads kernel, @Nullable Neighbour neighbour, BacklogSeries series) {
        this.kernel = kernel;
        this.neighbour = neighbour;
        this.series = series;
    }

    /** Tells that a task has come to the CPU, counted or not. */
    void arrived() {
        if (neighbour != null) {
            neighbour.wake();
        }
    }

    /** Tells that a task is about to leave the CPU for the rest of the iteration. */
    void leaving() {
        if (neighbour != null) {
            neighbour.halt();
        }
    }

    void open(Cpu cpu) {
        if (atOpen == null) {
            openedNanos = cpu.nanoTime();
            series.begin(openedNanos);
            unitsAtOpen = neighbour == null ? 0 : neighbour.units();
            atOpen = counts(cpu);
        }
    }

    void close(Cpu cpu) {
        if (atOpen != null) {
            counted = counts(cpu).minus(atOpen);
            if (neighbour != null) {
                long units = neighbour.units() - unitsAtOpen;
                double seconds = (double) (cpu.nanoTime() - openedNanos) / TimeUnit.SECONDS.toNanos(1);
                otherWork = new NeighbourResult(units, units / seconds);
            }
        }
    }

    /** Counts since the machine was built. The steps of the neighbour are no part of any strategy. */
    CpuCounts counts(Cpu cpu) {
        CpuCounts all = CpuCounts.of(cpu, kernel);
        return neighbour == null ? all : all.minus(new CpuCounts(neighbour.steps(), 0, 0, 0, 0));
    }

    CpuCounts counted() {
        return counted;
    }

    /** What the neighbour did, nothing if there is none. */
    NeighbourResult otherWork() {
        return otherWork;
    }

    /** Waits until the neighbour rests; false if it does not within so many seconds. */
    boolean awaitRest(long seconds) throws InterruptedException {
        return neighbour == null || neighbour.awaitRest(seconds);
    }

    /** Ends the trial. */
    void end() {
        if (neighbour != null) {
            neighbour.end();
        }
    }

    void reset() {
        atOpen = null;
        counted = CpuCounts.NONE;
        otherWork = NeighbourResult.NONE;
    }
}
