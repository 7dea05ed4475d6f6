package dev.spinlab.bench.calibration;

import dev.spinlab.results.gate.machine.CalibrationKernel;

/** The benchmarks of the calibration kernels. */
public final class Kernels {
    private Kernels() {}

    /**
     * JMH's name of a kernel.
     *
     * @param kernel the kernel
     * @return fully qualified benchmark method
     */
    public static String benchmark(CalibrationKernel kernel) {
        Class<?> type = switch (kernel) {
            case CAS -> CompareAndSetPair.class;
            case CACHE_MISS -> PointerChase.class;
            case HAND_OVER -> HandOver.class;
        };
        return type.getName() + ".run";
    }
}
