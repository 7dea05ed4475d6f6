package dev.spinlab.bench.environment;

import org.jspecify.annotations.Nullable;

/** Tries to bind the calling thread to a CPU. */
@FunctionalInterface
public interface PinningProbe {

    /**
     * Binds the calling thread and reads its mask back.
     *
     * @param cpu operating-system number of the CPU
     * @return null if the thread is now bound to exactly that CPU, otherwise why not, in one line
     */
    @Nullable
    String pin(int cpu);
}
