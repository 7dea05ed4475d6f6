package dev.spinlab.bench.kernelprobe;

import dev.spinlab.machine.pinning.Pinning;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Says that threads are bound, and leaves them where they are.
 *
 * @param cpus how many CPUs there are
 * @param refusal why no thread can be bound, null if every one can
 */
record FakePinning(int cpus, @Nullable String refusal) implements Pinning {
    @Override
    public Result pin(int physicalCpu) {
        return refusal == null ? Result.PINNED : Result.refused(refusal);
    }

    @Override
    public int[] allowedCpus() {
        return IntStream.range(0, cpus).toArray();
    }
}
