package dev.spinlab.machine.pinning;

import java.util.stream.IntStream;

/**
 * Leaves threads where the operating system puts them.
 *
 * @param reason why, in a few words
 */
public record NoPinning(String reason) implements Pinning {
    @Override
    public Result pin(int physicalCpu) {
        return Result.refused(reason);
    }

    @Override
    public int[] allowedCpus() {
        return IntStream.range(0, Runtime.getRuntime().availableProcessors()).toArray();
    }
}
