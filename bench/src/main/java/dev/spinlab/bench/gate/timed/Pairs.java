package dev.spinlab.bench.gate.timed;

import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.bench.driver.Trial;
import dev.spinlab.results.gate.timed.Arm;
import dev.spinlab.results.run.JmhResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Runs pairs of forks, whose values are compared. */
@FunctionalInterface
interface Pairs {
    /**
     * Runs one.
     *
     * @param trial what to measure
     * @param first the fork that has the first turn
     * @param second the other one
     * @return JMH's results of both, in this order
     * @throws ArmFailedException if one of them fails or hangs; the message is one line
     */
    List<JmhResult> run(Trial trial, Side first, Side second) throws ArmFailedException;

    /**
     * Pairs of forks that run one after the other.
     *
     * @param forks runs single forks
     * @return runs pairs
     */
    static Pairs oneAfterTheOther(Forks forks) {
        return (trial, first, second) -> {
            List<JmhResult> results = new ArrayList<>();
            for (Side side : List.of(first, second)) {
                try {
                    results.add(forks.run(side.jar(), trial, planted(side, first, second)));
                } catch (ForkFailedException e) {
                    throw new ArmFailedException(side.arm(), e);
                }
            }
            return results;
        };
    }

    /**
     * What is planted into one of two forks: where it is more than nothing in either, both count operations for it.
     *
     * @param side the fork
     * @param first one of both
     * @param second the other one
     * @return what to run the fork with
     */
    static OptionalDouble planted(Side side, Side first, Side second) {
        boolean any = first.planted() > 0 || second.planted() > 0;
        return any ? OptionalDouble.of(side.planted()) : OptionalDouble.empty();
    }

    /**
     * One of two forks.
     *
     * @param arm what it stands for
     * @param jar its build
     * @param planted share of extra work that each success is to cost; 0 for none
     */
    record Side(Arm arm, Path jar, double planted) {}
}
