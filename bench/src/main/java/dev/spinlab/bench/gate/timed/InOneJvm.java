package dev.spinlab.bench.gate.timed;

import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.bench.driver.Trial;
import dev.spinlab.results.gate.timed.Arm;
import dev.spinlab.results.gate.timed.ForkValues;
import dev.spinlab.results.run.JmhResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Both builds in one JVM, in turns ABBA: one start, one heap, the same moments; but one compiler that serves both. */
record InOneJvm(ArmFork forks, Path base, Path head, Random random) implements PairDesign {
    @Override
    public String name() {
        return "both in one JVM";
    }

    @Override
    public List<ForkValues> measure(Trial trial) throws ForkFailedException {
        boolean baseFirst = random.nextBoolean();
        List<JmhResult> results = forks.runTwins(baseFirst ? base : head, baseFirst ? head : base, trial);
        Arm outer = baseFirst ? Arm.BASE : Arm.HEAD;
        Arm inner = baseFirst ? Arm.HEAD : Arm.BASE;
        List<Arm> order = List.of(outer, inner, inner, outer);
        List<ForkValues> values = new ArrayList<>();
        for (int run = 0; run < order.size(); run++) {
            values.add(ForkReading.of(run, order.get(run), results.get(run)));
        }
        return values;
    }
}
