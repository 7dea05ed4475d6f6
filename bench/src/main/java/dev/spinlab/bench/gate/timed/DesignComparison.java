package dev.spinlab.bench.gate.timed;

import dev.spinlab.bench.driver.BadInputException;
import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.bench.driver.JvmFlags;
import dev.spinlab.bench.driver.StopSignal;
import dev.spinlab.bench.driver.Trial;
import dev.spinlab.bench.environment.EnvironmentReader;
import dev.spinlab.results.gate.design.DesignStudy;
import dev.spinlab.results.gate.timed.Arm;
import dev.spinlab.results.gate.timed.ForkValues;
import dev.spinlab.results.gate.timed.Metric;
import dev.spinlab.results.run.JsonFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Measures this build against itself in every {@link PairDesign}, in random order, so that all of them meet the same noise.
 */
public final class DesignComparison {
    /** Name of the file with what was measured. */
    public static final String FILE = "designs.json";

    private final List<Trial> trials;
    private final List<PairDesign> designs;
    private final DesignStudy frame;
    private final Random random;
    private final Path folder;

    private DesignComparison(
            List<Trial> trials, List<PairDesign> designs, DesignStudy frame, Random random, Path folder) {
        this.trials = trials;
        this.designs = designs;
        this.frame = frame;
        this.random = random;
        this.folder = folder;
    }

    /**
     * Prepares a comparison of the designs that this machine allows, over the default family of the gate.
     *
     * @param reader the machine
     * @param folder for its files
     * @param seed of every order
     * @return the comparison, ready to run
     * @throws BadInputException if it cannot run
     */
    public static DesignComparison prepare(EnvironmentReader reader, Path folder, long seed) {
        List<Integer> cpus = reader.allowedCpus();
        if (cpus.size() < 2) {
            throw new BadInputException("gate designs", "one of the designs needs two CPUs", "allow this process two");
        }
        Path jar = Path.of(RunningBuild.find("gate designs").source().jar());
        List<String> flags = JvmFlags.forGates(reader);
        ArmFork forks = new ArmFork(flags, folder);
        Random random = new Random(seed);
        List<PairDesign> designs = List.of(
                new InTurns(forks, jar, jar, random),
                new OneAfterTheOther(forks, jar, jar, random),
                new AtOnce(
                        forks.on(cpus.get(0), made(folder.resolve("first"))),
                        forks.on(cpus.get(1), made(folder.resolve("second"))),
                        jar,
                        jar,
                        random),
                new InOneJvm(forks, jar, jar, random));
        DesignStudy frame = new DesignStudy(
                Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                seed,
                TimedGates.inWords(reader, flags),
                List.of());
        return new DesignComparison(TimedPlan.usual(), designs, frame, random, folder);
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new BadInputException(folder.toString(), "cannot be made (" + e.getMessage() + ")", "permit it");
        }
    }

    /**
     * Measures round by round, each holding one value of every row in every design.
     *
     * @param budget what it may take
     * @param stop tells when to stop early
     * @param out gets one line per round
     * @return what was measured, which is in {@value #FILE} too
     * @throws BadInputException if a fork fails; what was measured until then is in the file
     */
    public DesignStudy run(Duration budget, StopSignal stop, Consumer<String> out) {
        long end = System.nanoTime() + budget.toNanos();
        List<DesignStudy.Value> values = new ArrayList<>();
        DesignStudy study = frame;
        for (int round = 1; System.nanoTime() < end && !stop.requested(); round++) {
            for (Step step : shuffled()) {
                if (System.nanoTime() >= end || stop.requested()) {
                    break;
                }
                try {
                    values.add(measured(step));
                } catch (ForkFailedException e) {
                    if (!stop.requested()) {
                        throw new BadInputException(
                                "gate designs",
                                step.design().name() + ", " + step.trial().label() + ": " + e.getMessage(),
                                "see the logs of its forks in " + folder);
                    }
                }
            }
            study = new DesignStudy(frame.started(), frame.seed(), frame.machine(), values);
            JsonFiles.write(folder.resolve(FILE), study);
            out.accept("round " + round + ": " + values.size() + " values");
        }
        return study;
    }

    private record Step(PairDesign design, Trial trial) {}

    private List<Step> shuffled() {
        List<Step> steps = new ArrayList<>();
        for (PairDesign design : designs) {
            trials.forEach(trial -> steps.add(new Step(design, trial)));
        }
        Collections.shuffle(steps, random);
        return steps;
    }

    private static DesignStudy.Value measured(Step step) throws ForkFailedException {
        long start = System.nanoTime();
        List<ForkValues> values = step.design().measure(step.trial());
        double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
        double logRatio = 0;
        for (ForkValues value : values) {
            double log = StrictMath.log(Objects.requireNonNull(value.values().get(Metric.CPU)));
            logRatio += (value.arm() == Arm.HEAD ? 2 : -2) * log / values.size();
        }
        return new DesignStudy.Value(
                step.design().name(),
                step.trial().backend(),
                step.trial().measured().workload().id(),
                seconds,
                logRatio);
    }
}
