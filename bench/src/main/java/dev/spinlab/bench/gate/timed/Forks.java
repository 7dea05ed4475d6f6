package dev.spinlab.bench.gate.timed;

import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.bench.driver.Trial;
import dev.spinlab.results.run.JmhResult;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** Runs single forks. */
@FunctionalInterface
public interface Forks {
    /**
     * Runs one.
     *
     * @param jar the arm's build
     * @param trial what to measure
     * @param planted share of extra work that each success is to cost, or 0 to count operations as if there were some: that
     *     costs something by itself; empty for neither
     * @return JMH's result, of one fork
     * @throws ForkFailedException if it fails or hangs; the message is one line
     */
    JmhResult run(Path jar, Trial trial, OptionalDouble planted) throws ForkFailedException;
}
