package dev.spinlab.bench.gate.timed;

import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.bench.driver.StopSignal;
import dev.spinlab.bench.gate.timed.BlockRun.Lane;
import dev.spinlab.results.gate.timed.Arm;
import dev.spinlab.results.gate.timed.Block;
import dev.spinlab.results.gate.timed.Decision;
import dev.spinlab.results.gate.timed.FailedFork;
import dev.spinlab.results.gate.timed.GateData;
import dev.spinlab.results.gate.timed.GateFile;
import dev.spinlab.results.gate.timed.GateVerdict;
import dev.spinlab.results.gate.timed.LaneKey;
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
 * is to be measured next, in random order; what was measured is written after each.
 *
 * <p>The looks are taken at given shares of the budget, so they do not depend on what was measured before; a row that is
 * decided leaves its share of the time to the others, and one that looks no worse waits for those that do.
 */
final class TimedGate {
    private final TimedPlan plan;
    private final BlockRun blockRun;
    private final GateData frame;
    private final Path folder;
    private final StopSignal stop;
    private final Clock clock;
    private final Consumer<String> out;
    private final Random random;
    private final List<Block> blocks = new ArrayList<>();
    private final List<FailedFork> failed = new ArrayList<>();
    private int round;

    /**
     * Makes a gate.
     *
     * @param plan what to measure
     * @param arms the builds
     * @param pairs runs pairs of forks
     * @param frame the gate's record without blocks
     * @param folder where it is written
     * @param stop tells when to stop early
     * @param clock wall clock
     * @param out gets one line per look
     */
    TimedGate(
            TimedPlan plan,
            Arms arms,
            Pairs pairs,
            GateData frame,
            Path folder,
            StopSignal stop,
            Clock clock,
            Consumer<String> out) {
        this.plan = plan;
        this.frame = frame;
        this.folder = folder;
        this.stop = stop;
        this.clock = clock;
        this.out = out;
        random = new Random(plan.seed());
        blockRun = new BlockRun(arms, pairs, random);
    }

    /**
     * Measures and decides.
     *
     * @return the gate with its verdict; with the blocks so far if it was stopped
     * @throws ForkFailedException if a fork of the base fails, so that there is nothing to compare with; the message is one
     *     line
     */
    GateFile.Stored run() throws ForkFailedException {
        Instant start = clock.instant();
        List<Lane> open = plan.lanes();
        List<Double> looks = frame.settings().looks();
        GateFile.Stored gate = decided(1);
        for (int look = 1; look <= looks.size() && !open.isEmpty() && !stop.requested(); look++) {
            Duration until = Duration.ofMillis(Math.round(plan.budget().toMillis() * looks.get(look - 1)));
            while (hasTime(start, until) && !open.stream().allMatch(this::hasFailed)) {
                try {
                    round(open, look, start, until);
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
            open = next(gate.verdict());
            out.accept("look " + look + " of " + looks.size() + ", "
                    + Duration.between(start, clock.instant()).toSeconds() + " s: " + blocks.size() + " blocks, "
                    + open.size() + " rows next");
        }
        return gate;
    }

    /** Whether one more block ends before so much of the time has passed, going by the blocks so far. */
    private boolean hasTime(Instant start, Duration until) {
        if (blocks.isEmpty()) {
            return failed.isEmpty();
        }
        Duration passed = Duration.between(start, clock.instant());
        return passed.plus(passed.dividedBy(blocks.size())).compareTo(until) <= 0;
    }

    private GateFile.Stored decided(int look) {
        GateData data = frame.measured(blocks, failed);
        GateFile.Stored stored = new GateFile.Stored(data, Decision.after(data, look));
        if (!blocks.isEmpty() || !failed.isEmpty()) {
            GateFile.write(folder, stored);
        }
        return stored;
    }

    private List<Lane> next(GateVerdict verdict) {
        List<Lane> lanes =
                plan.lanes().stream().filter(lane -> !hasFailed(lane)).toList();
        List<LaneKey> next =
                verdict.next(frame.settings(), lanes.stream().map(Lane::key).toList());
        return lanes.stream().filter(lane -> next.contains(lane.key())).toList();
    }

    private boolean hasFailed(Lane lane) {
        return lane.versus() == Arm.HEAD
                && failed.stream()
                        .anyMatch(fork -> fork.backend().equals(lane.backend())
                                && fork.workload().equals(lane.workload()));
    }

    /** Measures until the time is up, but every row and control once in any case. */
    private void round(List<Lane> open, int look, Instant start, Duration until) throws ForkFailedException {
        round++;
        List<Lane> order = new ArrayList<>(open);
        Collections.shuffle(order, random);
        for (Lane lane : order) {
            if (stop.requested() || (round > 1 && !hasTime(start, until))) {
                return;
            }
            if (!hasFailed(lane)) {
                block(lane, look);
            }
        }
    }

    private void block(Lane lane, int look) throws ForkFailedException {
        try {
            blocks.add(blockRun.measure(lane, round, look));
        } catch (ArmFailedException e) {
            if (stop.requested()) {
                return; // The fork was killed because the gate is stopping.
            }
            String what = e.arm() + ", " + lane.trial().label() + ": " + e.getMessage();
            if (e.arm() != Arm.HEAD) {
                throw new ForkFailedException(what);
            }
            failed.add(new FailedFork(look, lane.backend(), lane.workload(), String.valueOf(e.getMessage())));
            out.accept(what);
        }
    }
}
