package dev.spinlab.bench.gate.timed;

import dev.spinlab.bench.driver.BadInputException;
import dev.spinlab.bench.driver.JvmFlags;
import dev.spinlab.bench.driver.StopSignal;
import dev.spinlab.bench.environment.EnvironmentReader;
import dev.spinlab.bench.gate.timed.BlockRun.Lane;
import dev.spinlab.results.gate.calibration.CalibrationFile;
import dev.spinlab.results.gate.calibration.Recording;
import dev.spinlab.results.gate.machine.Fingerprint;
import dev.spinlab.results.gate.timed.Block;
import dev.spinlab.results.gate.timed.GateData;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Measures this build against itself: rounds as a gate has them, and after each one in which every row has a slowdown
 * planted, of each size in turn.
 */
public final class CalibrationRun {
    /** Planted slowdowns. */
    static final List<Double> PLANTED = List.of(0.03, 0.05, 0.1, 0.2);

    private final TimedPlan plan;
    private final Function<Double, BlockRun> runs;
    private final GateData frame;
    private final Fingerprint machine;
    private final Path folder;
    private final LongSupplier nanoTime;
    private final Random random;
    private final List<List<Block>> planted = new ArrayList<>();
    private final List<Block> alike = new ArrayList<>();
    private double seconds;
    private int rounds;

    /**
     * Makes a run.
     *
     * @param plan what to measure, and for how long
     * @param runs measures blocks whose head has a share of extra work
     * @param frame the rules and arms of the gates to be drawn, without blocks
     * @param machine where
     * @param folder for the rounds
     * @param nanoTime a clock
     */
    CalibrationRun(
            TimedPlan plan,
            Function<Double, BlockRun> runs,
            GateData frame,
            Fingerprint machine,
            Path folder,
            LongSupplier nanoTime) {
        this.plan = plan;
        this.runs = runs;
        this.frame = frame;
        this.machine = machine;
        this.folder = folder;
        this.nanoTime = nanoTime;
        random = new Random(plan.seed());
        PLANTED.forEach(slowdown -> planted.add(new ArrayList<>()));
    }

    /**
     * Prepares a run over the default family of the gate.
     *
     * @param reader the machine
     * @param folder for JMH's result and output of the last fork
     * @param store for the rounds
     * @param budget what it may take
     * @param gateBudget what a gate may take
     * @param margin a change that does not matter, as a share
     * @param seed of every order
     * @return the run
     * @throws BadInputException if this build does not run from a jar
     */
    public static CalibrationRun prepare(
            EnvironmentReader reader,
            Path folder,
            Path store,
            Duration budget,
            Duration gateBudget,
            double margin,
            long seed) {
        GateData.Source build = RunningBuild.find("gate calibrate").source();
        List<String> flags = JvmFlags.forGates(reader);
        Arms arms = new Arms(build, build, TimedGates.CANARY_MARGINS * margin, Map.of());
        TimedPlan plan = TimedPlan.usual(budget, seed);
        GateData frame = TimedGates.frame(plan, arms, reader, flags, gateBudget, margin);
        ArmFork forks = new ArmFork(flags, folder);
        Random random = new Random(seed);
        Function<Double, BlockRun> runs = slowdown -> {
            Map<String, Double> extra = plan.trials().stream()
                    .collect(Collectors.toMap(trial -> trial.backend(), trial -> slowdown, (one, other) -> one));
            return new BlockRun(new Arms(build, build, arms.canary(), slowdown == 0 ? Map.of() : extra), forks, random);
        };
        return new CalibrationRun(plan, runs, frame, reader.fingerprint(flags), store, System::nanoTime);
    }

    /**
     * Measures until the time is up, at least one round of each kind.
     *
     * @param stop tells when to stop early
     * @param out gets one line per round
     * @return what was measured, which is also in the folder, as after every round
     * @throws BadInputException if a fork fails, or nothing was measured before the stop
     */
    public Recording run(StopSignal stop, Consumer<String> out) {
        BlockRun plain = runs.apply(0.0);
        List<BlockRun> slowed = PLANTED.stream().map(runs).toList();
        long start = nanoTime.getAsLong();
        while (!stop.requested()
                && (rounds < PLANTED.size()
                        || nanoTime.getAsLong() - start < plan.budget().toNanos())) {
            rounds++;
            long begun = nanoTime.getAsLong();
            List<Block> round = round(plain, plan.lanes(), stop);
            if (stop.requested()) {
                break; // A round is drawn as a whole, so a part of one is of no use.
            }
            alike.addAll(round);
            seconds += (nanoTime.getAsLong() - begun) / (double) TimeUnit.SECONDS.toNanos(1);
            int size = (rounds - 1) % PLANTED.size();
            planted.get(size).addAll(round(slowed.get(size), plan.heads(), stop));
            CalibrationFile.writeRounds(folder, recording());
            out.accept("round " + rounds + ", " + TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong() - start) + " s");
        }
        if (alike.isEmpty()) {
            throw new BadInputException("gate calibrate", "stopped before the first round ended", "let it run longer");
        }
        return recording();
    }

    private List<Block> round(BlockRun run, List<Lane> lanes, StopSignal stop) {
        List<Lane> order = new ArrayList<>(lanes);
        Collections.shuffle(order, random);
        List<Block> blocks = new ArrayList<>();
        for (Lane lane : order) {
            if (stop.requested()) {
                break;
            }
            try {
                blocks.add(run.measure(lane, rounds, 1)); // A gate drawn from it sees it at a look of its own.
            } catch (ArmFailedException e) {
                if (!stop.requested()) {
                    throw new BadInputException(
                            "gate calibrate",
                            lane.trial().label() + ": " + e.getMessage(),
                            "see fork-0.log and fork-1.log in " + folder + ", where the rounds are kept");
                }
            }
        }
        return blocks;
    }

    private Recording recording() {
        int whole = (int) alike.stream().mapToInt(Block::round).distinct().count();
        List<Recording.Planted> slowdowns = IntStream.range(0, PLANTED.size())
                .filter(size -> !planted.get(size).isEmpty())
                .mapToObj(size -> new Recording.Planted(PLANTED.get(size), planted.get(size)))
                .toList();
        return new Recording(machine, seconds / whole, frame.withBlocks(alike), slowdowns);
    }
}
