package dev.spinlab.bench.gate.timed;

import dev.spinlab.bench.driver.Trial;
import dev.spinlab.results.gate.timed.Arm;
import dev.spinlab.results.gate.timed.Block;
import dev.spinlab.results.gate.timed.ForkValues;
import dev.spinlab.results.gate.timed.LaneKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Measures blocks, in the order ABBA or BAAB by chance, and numbers the forks. */
final class BlockRun {
    private final Arms arms;
    private final Pairs pairs;
    private final Random random;
    private int sequence;

    BlockRun(Arms arms, Pairs pairs, Random random) {
        this.arms = arms;
        this.pairs = pairs;
        this.random = random;
    }

    /** What is measured together: a row of the family, or a control. */
    record Lane(Trial trial, Arm versus) {
        String backend() {
            return trial.backend();
        }

        String workload() {
            return trial.measured().label();
        }

        LaneKey key() {
            return new LaneKey(backend(), workload(), versus);
        }
    }

    /**
     * Measures one.
     *
     * @param lane what to measure
     * @param round number of the pass over all lanes
     * @param look number of the look that will be the first to see it
     * @return the block
     * @throws ArmFailedException if a fork fails; half a block is none
     */
    Block measure(Lane lane, int round, int look) throws ArmFailedException {
        Arm outer = random.nextBoolean() ? Arm.BASE : lane.versus();
        Arm inner = outer == Arm.BASE ? lane.versus() : Arm.BASE;
        List<ForkValues> values = new ArrayList<>();
        for (List<Arm> pair : List.of(List.of(outer, inner), List.of(inner, outer))) {
            Pairs.Side first = side(pair.get(0), lane.trial());
            Pairs.Side second = side(pair.get(1), lane.trial());
            values.addAll(ForkReading.pair(
                    sequence,
                    lane.trial().measured().workload(),
                    first,
                    second,
                    pairs.run(lane.trial(), first, second)));
            sequence += pair.size();
        }
        return new Block(round, look, lane.backend(), lane.workload(), lane.versus(), values);
    }

    private Pairs.Side side(Arm arm, Trial trial) {
        return new Pairs.Side(arm, arms.jar(arm), arms.planted(arm, trial));
    }
}
