package dev.spinlab.bench.calibration;

import dev.spinlab.machine.pinning.AffinityPinning;
import dev.spinlab.machine.pinning.Pinning;

/** The physical CPU behind the first modelled one. */
final class FirstCpu {
    private FirstCpu() {}

    /**
     * Binds the calling thread to it. Where threads cannot be bound, the thread stays where it is: so do the workloads', and
     * the noise of that is in the forks of both.
     */
    static Pinning.Result bind() {
        Pinning pinning = new AffinityPinning();
        return pinning.pin(pinning.allowedCpus()[0]);
    }
}
