package dev.spinlab.bench.gate.baseline;

import dev.spinlab.bench.driver.BadInputException;
import dev.spinlab.bench.driver.Trial;
import dev.spinlab.bench.gate.timed.TimedPlan;
import dev.spinlab.results.gate.machine.CalibrationKernel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What is measured.
 *
 * @param trials the rows
 * @param forks forks of each row; of each kernel there is one more
 * @param canary share of extra work in the canary, which is the first row twice more, with that and counted for it without;
 *     0 for none
 */
record BaselinePlan(List<Trial> trials, int forks, double canary) {
    /** With fewer the start, the middle and the end of the run could not be told apart. */
    static final int LEAST_FORKS = 3;

    static final int MOST_FORKS = 1000;

    BaselinePlan {
        trials = List.copyOf(trials);
        if (forks < LEAST_FORKS || forks > MOST_FORKS) {
            throw new BadInputException(
                    "--forks " + forks, "out of range", "give " + LEAST_FORKS + " to " + MOST_FORKS);
        }
    }

    /** What a round has. */
    List<Lane> lanes() {
        List<Lane> lanes = new ArrayList<>();
        trials.forEach(trial -> lanes.add(new Lane(trial, OptionalDouble.empty())));
        if (canary > 0) {
            lanes.add(new Lane(trials.get(0), OptionalDouble.of(0)));
            lanes.add(new Lane(trials.get(0), OptionalDouble.of(canary)));
        }
        return lanes;
    }

    /** A row, or a half of the canary. */
    record Lane(Trial trial, OptionalDouble planted) {}

    /** What all forks together are expected to take. */
    Duration expected() {
        Duration round = lanes().stream()
                .map(lane -> TimedPlan.timing(lane.trial().measured())
                        .perFork(lane.trial().measured()))
                .reduce(Duration.ZERO, Duration::plus);
        Duration kernels = CalibrationFork.EXPECTED.multipliedBy(CalibrationKernel.values().length);
        return round.multipliedBy(forks).plus(kernels.multipliedBy(forks + 1L));
    }
}
