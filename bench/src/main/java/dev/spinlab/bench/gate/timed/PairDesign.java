package dev.spinlab.bench.gate.timed;

import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.bench.driver.Trial;
import dev.spinlab.results.gate.timed.ForkValues;
import java.util.List;

/** A way to measure two builds against each other. */
interface PairDesign {
    /** Its name in tables. */
    String name();

    /**
     * Measures both builds, and as often as it takes to have one value of the difference.
     *
     * @param trial what to measure
     * @return what was measured, as many values of one build as of the other
     * @throws ForkFailedException if a JVM fails or hangs; the message is one line
     */
    List<ForkValues> measure(Trial trial) throws ForkFailedException;
}
