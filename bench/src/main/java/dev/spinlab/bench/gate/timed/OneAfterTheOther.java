package dev.spinlab.bench.gate.timed;

import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.bench.driver.Trial;
import dev.spinlab.results.gate.timed.Arm;
import dev.spinlab.results.gate.timed.ForkValues;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;

/** A JVM of each build, one after the other, in random order. */
record OneAfterTheOther(Forks forks, Path base, Path head, Random random) implements PairDesign {
    @Override
    public String name() {
        return "one after the other";
    }

    @Override
    public List<ForkValues> measure(Trial trial) throws ForkFailedException {
        List<ForkValues> values = new ArrayList<>();
        for (Arm arm : random.nextBoolean() ? List.of(Arm.BASE, Arm.HEAD) : List.of(Arm.HEAD, Arm.BASE)) {
            values.add(ForkReading.of(
                    values.size(), arm, forks.run(arm == Arm.BASE ? base : head, trial, OptionalDouble.empty())));
        }
        return values;
    }
}
