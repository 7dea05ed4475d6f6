package dev.spinlab.bench.gate.timed;

import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.bench.driver.StopSignal;
import dev.spinlab.bench.driver.Trial;
import dev.spinlab.results.gate.timed.Arm;
import dev.spinlab.results.gate.timed.Block;
import dev.spinlab.results.gate.timed.Decision;
import dev.spinlab.results.gate.timed.ForkValues;
import dev.spinlab.results.gate.timed.GateData;
import dev.spinlab.results.gate.timed.GateFile;
import dev.spinlab.results.gate.timed.GateVerdict;
import dev.spinlab.results.gate.timed.Outcome;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Measures a gate, round by round, until every row is decided or the budget is gone. A round has one block of every row that
 * is still open, in random order; what was measured is written after each.
 *
 * <p>The looks are taken at given shares of the budget, so they do not depend on what was measured before; a row that is
 * decided leaves its share of the time to the others.
 */
final class TimedGate {
    private final TimedPlan plan;
    private final Arms arms;
    private final Forks forks;
    private final GateData frame;
    private final Path folder;
    private final StopSignal stop;
    private final Clock clock;
    private final Consumer<String> out;
    private final Random random;
    private final List<Block> blocks = new ArrayList<>();
    private int sequence;
    private int round;

    /**
     * Makes a gate.
     *
     * @param plan what to measure
     * @param arms the builds
     * @param forks runs single forks
     * @param frame the gate's record without blocks
     * @param folder where it is written
     * @param stop tells when to stop early
     * @param clock wall clock
     * @param out gets one line per look
     */
    TimedGate(
            TimedPlan plan,
            Arms arms,
            Forks forks,
            GateData frame,
            Path folder,
            StopSignal stop,
            Clock clock,
            Consumer<String> out) {
        this.plan = plan;
        this.arms = arms;
        this.forks = forks;
        this.frame = frame;
        this.folder = folder;
        this.stop = stop;
        this.clock = clock;
        this.out = out;
        random = new Random(plan.seed());
    }

    /** A row that is measured, against one arm. */
    private record Lane(Trial trial, Arm versus) {}

    /**
     * Measures and decides.
     *
     * @return the gate with its verdict; with the blocks so far if it was stopped
     * @throws ForkFailedException if a fork fails; the message is one line
     */
    GateFile.Stored run() throws ForkFailedException {
        Instant start = clock.instant();
        List<Lane> open = lanes();
        List<Double> looks = frame.settings().looks();
        GateFile.Stored gate = decided(1);
        for (int look = 1; look <= looks.size() && !open.isEmpty() && !stop.requested(); look++) {
            Duration until = Duration.ofMillis(Math.round(plan.budget().toMillis() * looks.get(look - 1)));
            while (blocks.isEmpty() || hasTime(start, open, until)) {
                try {
                    round(open, look);
                } finally {
                    gate = decided(look);
                }
                if (stop.requested()) {
                    return gate;
                }
            }
            if (gate.verdict().look() < look) {
                gate = decided(look); // There was no time for a round, but more of alpha may be spent.
            }
            open = stillOpen(gate.verdict());
            out.accept("look " + look + " of " + looks.size() + ", "
                    + Duration.between(start, clock.instant()).toSeconds() + " s: " + blocks.size() + " blocks, "
                    + open.size() + " rows open");
        }
        return gate;
    }

    /** Whether one more round of what is open ends before so much of the time has passed. */
    private boolean hasTime(Instant start, List<Lane> open, Duration until) {
        Duration round = open.stream()
                .map(lane -> plan.timing().perFork(lane.trial().measured()).multipliedBy(Block.FORKS))
                .reduce(Duration.ZERO, Duration::plus);
        return Duration.between(start, clock.instant()).plus(round).compareTo(until) <= 0;
    }

    private GateFile.Stored decided(int look) {
        GateData data = frame.withBlocks(blocks);
        GateFile.Stored stored = new GateFile.Stored(data, Decision.after(data, look));
        if (!blocks.isEmpty()) {
            GateFile.write(folder, stored);
        }
        return stored;
    }

    private List<Lane> lanes() {
        List<Lane> lanes = new ArrayList<>();
        plan.trials().forEach(trial -> lanes.add(new Lane(trial, Arm.HEAD)));
        lanes.add(new Lane(plan.control(), Arm.NULL));
        lanes.add(new Lane(plan.control(), Arm.CANARY));
        return lanes;
    }

    /** What further blocks could decide, times and counts; the null control too, until it is known not to move. */
    private List<Lane> stillOpen(GateVerdict verdict) {
        return lanes().stream()
                .filter(lane -> verdict.rows(lane.versus()).stream()
                        .anyMatch(row -> row.gated()
                                && row.outcome() == Outcome.UNDECIDED
                                && row.row().backend().equals(lane.trial().backend())
                                && row.row()
                                        .workload()
                                        .equals(lane.trial().measured().label())))
                .toList();
    }

    private void round(List<Lane> open, int look) throws ForkFailedException {
        round++;
        List<Lane> order = new ArrayList<>(open);
        Collections.shuffle(order, random);
        for (Lane lane : order) {
            if (stop.requested()) {
                return;
            }
            block(lane, look);
        }
    }

    private void block(Lane lane, int look) throws ForkFailedException {
        Arm outer = random.nextBoolean() ? Arm.BASE : lane.versus();
        Arm inner = outer == Arm.BASE ? lane.versus() : Arm.BASE;
        List<ForkValues> values = new ArrayList<>();
        for (Arm arm : List.of(outer, inner, inner, outer)) {
            try {
                values.add(ForkReading.of(
                        sequence++, arm, forks.run(arms.jar(arm), lane.trial(), arms.planted(arm, lane.trial()))));
            } catch (ForkFailedException e) {
                if (stop.requested()) {
                    return; // The fork was killed because the gate is stopping: half a block is none.
                }
                throw new ForkFailedException(arm + ", " + lane.trial().label() + ": " + e.getMessage());
            }
        }
        blocks.add(new Block(
                round, look, lane.trial().backend(), lane.trial().measured().label(), lane.versus(), values));
    }
}
