package dev.spinlab.bench.gate.baseline;

import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.results.gate.machine.CalibrationKernel;
import dev.spinlab.results.run.JmhResult;

/** Runs single forks of calibration kernels. */
@FunctionalInterface
interface KernelForks {
    /**
     * Runs one.
     *
     * @param kernel the kernel
     * @return JMH's result, of one fork
     * @throws ForkFailedException if it fails or hangs; the message is one line
     */
    JmhResult run(CalibrationKernel kernel) throws ForkFailedException;
}
