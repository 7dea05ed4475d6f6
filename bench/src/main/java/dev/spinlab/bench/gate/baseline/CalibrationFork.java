package dev.spinlab.bench.gate.baseline;

import dev.spinlab.bench.calibration.Kernels;
import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.bench.gate.timed.ForkProcess;
import dev.spinlab.results.gate.machine.CalibrationKernel;
import dev.spinlab.results.run.JmhResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One JVM that runs a calibration kernel, with the flags of those that run workloads. */
final class CalibrationFork implements KernelForks {
    /** Start of the JVM, set-up, iterations. Measured on a 2-CPU virtual machine. */
    static final Duration EXPECTED = Duration.ofMillis(1500);

    private static final List<String> TIMING = List.of("-t", "1", "-wi", "5", "-w", "60ms", "-i", "5", "-r", "60ms");

    private final List<String> flags;
    private final Path jar;
    private final ForkProcess process;

    /**
     * Makes the runner of forks.
     *
     * @param flags JVM flags of every fork
     * @param jar the build
     * @param folder for JMH's result and output, which the next fork overwrites
     */
    CalibrationFork(List<String> flags, Path jar, Path folder) {
        this.flags = List.copyOf(flags);
        this.jar = jar;
        process = new ForkProcess(folder);
    }

    @Override
    public JmhResult run(CalibrationKernel kernel) throws ForkFailedException {
        return process.run(flags, jar, Kernels.benchmark(kernel), TIMING, EXPECTED);
    }
}
