package dev.spinlab.machine;

import java.util.SplittableRandom;

/**
 * Interrupts at seeded distances in steps, per CPU and level: a run is repeatable per CPU.
 *
 * <p>Distances are uniform on 1 to twice the mean less one, so every place in an operation is hit alike and no distance
 * divides the operation's length.
 */
public final class SteppedInterrupts implements InterruptSource {
    private final long hardirqMeanSteps;
    private final long nmiMeanSteps;
    private final SplittableRandom[][] random;

    /**
     * Creates a source.
     *
     * @param seed the same seed gives the same distances on every CPU
     * @param cpus number of CPUs
     * @param hardirqMeanSteps mean distance of hardware interrupts, 0 for none
     * @param nmiMeanSteps mean distance of NMIs, 0 for none
     * @throws IllegalArgumentException if a mean is negative
     */
    public SteppedInterrupts(long seed, int cpus, long hardirqMeanSteps, long nmiMeanSteps) {
        if (hardirqMeanSteps < 0 || nmiMeanSteps < 0) {
            throw new IllegalArgumentException("a mean distance in steps must not be negative");
        }
        this.hardirqMeanSteps = hardirqMeanSteps;
        this.nmiMeanSteps = nmiMeanSteps;
        SplittableRandom root = new SplittableRandom(seed);
        random = new SplittableRandom[cpus][ContextLevel.COUNT];
        for (SplittableRandom[] perLevel : random) {
            for (int level = 0; level < perLevel.length; level++) {
                perLevel[level] = root.split();
            }
        }
    }

    @Override
    public long nextDistanceSteps(int cpu, ContextLevel level) {
        long mean = level == ContextLevel.NMI ? nmiMeanSteps : hardirqMeanSteps;
        return mean == 0 ? NEVER : 1 + random[cpu][level.rank()].nextLong(2 * mean - 1);
    }
}
