package dev.spinlab.bench.gate.timed;

import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.bench.driver.Trial;
import dev.spinlab.results.gate.timed.Arm;
import dev.spinlab.results.gate.timed.ForkValues;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * A JVM of each build, both there at the same time, that measure iteration by iteration in turns, the first one by chance:
 * what the gate does. What disturbs the machine for longer than an iteration disturbs both.
 */
record InTurns(Pairs pairs, Path base, Path head, Random random) implements PairDesign {
    @Override
    public String name() {
        return "in turns";
    }

    @Override
    public List<ForkValues> measure(Trial trial) throws ForkFailedException {
        Pairs.Side one = new Pairs.Side(Arm.BASE, base, 0);
        Pairs.Side other = new Pairs.Side(Arm.HEAD, head, 0);
        boolean baseFirst = random.nextBoolean();
        Pairs.Side first = baseFirst ? one : other;
        Pairs.Side second = baseFirst ? other : one;
        try {
            return ForkReading.pair(0, trial.measured().workload(), first, second, pairs.run(trial, first, second));
        } catch (ArmFailedException e) {
            throw new ForkFailedException(String.valueOf(e.getMessage()));
        }
    }
}
