package dev.spinlab.machine.pinning;

import org.jspecify.annotations.Nullable;

/** Binds threads to physical CPUs. */
public interface Pinning {
    /**
     * Binds the calling thread to {@code physicalCpu} and reads its mask back. Never throws: what could not be done is in
     * the result.
     */
    Result pin(int physicalCpu);

    /** Returns the CPUs that this process may use, ascending, at least one. */
    int[] allowedCpus();

    /**
     * The outcome of one attempt.
     *
     * @param pinned whether the mask read back names the CPU asked for and no other
     * @param reason why not, null if pinned
     */
    record Result(boolean pinned, @Nullable String reason) {
        /** The thread is bound. */
        public static final Result PINNED = new Result(true, null);

        /** The thread is not bound, for this reason. */
        public static Result refused(String reason) {
            return new Result(false, reason);
        }
    }
}
