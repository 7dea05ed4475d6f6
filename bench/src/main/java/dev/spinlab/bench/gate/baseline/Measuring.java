package dev.spinlab.bench.gate.baseline;

import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.bench.driver.StopSignal;
import dev.spinlab.bench.driver.Trial;
import dev.spinlab.bench.gate.timed.ForkReading;
import dev.spinlab.bench.gate.timed.Forks;
import dev.spinlab.results.gate.machine.BaselineRun;
import dev.spinlab.results.gate.machine.BaselineRunFile;
import dev.spinlab.results.gate.machine.CalibrationKernel;
import dev.spinlab.results.gate.timed.ForkValues;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Measures a run: rounds that have one fork of every row in random order, and a fork of every calibration kernel before the
 * first round and after each; the canary, if there is one, is two rows more. What was measured is written after each.
 */
final class Measuring {
    private final BaselinePlan plan;
    private final Path jar;
    private final Forks forks;
    private final KernelForks kernels;
    private final BaselineRun frame;
    private final Path folder;
    private final StopSignal stop;
    private final Consumer<String> out;
    private final Random random;
    private final List<BaselineRun.RowFork> rowForks = new ArrayList<>();
    private final List<BaselineRun.KernelFork> kernelForks = new ArrayList<>();
    private final List<BaselineRun.RowFork> unslowedForks = new ArrayList<>();
    private final List<BaselineRun.RowFork> slowedForks = new ArrayList<>();
    private int sequence;

    /**
     * Prepares.
     *
     * @param plan what to measure
     * @param jar the build
     * @param forks runs single forks of rows
     * @param kernels runs single forks of kernels
     * @param frame the run's record without forks
     * @param folder where it is written
     * @param stop tells when to stop early
     * @param out gets one line per round
     */
    Measuring(
            BaselinePlan plan,
            Path jar,
            Forks forks,
            KernelForks kernels,
            BaselineRun frame,
            Path folder,
            StopSignal stop,
            Consumer<String> out) {
        this.plan = plan;
        this.jar = jar;
        this.forks = forks;
        this.kernels = kernels;
        this.frame = frame;
        this.folder = folder;
        this.stop = stop;
        this.out = out;
        random = new Random(frame.seed());
    }

    /**
     * Measures.
     *
     * @return the run
     * @throws ForkFailedException if a fork fails or the run is stopped; the message is one line
     */
    BaselineRun run() throws ForkFailedException {
        try {
            calibrate(0);
            for (int round = 1; round <= plan.forks(); round++) {
                measure(round);
                calibrate(round);
                BaselineRunFile.write(folder, measured(), null);
                out.accept("round " + round + " of " + plan.forks() + ", " + sequence + " forks");
            }
        } catch (ForkFailedException e) {
            BaselineRunFile.write(folder, measured(), null);
            throw stop.requested() ? new ForkFailedException("stopped in fork " + sequence) : e;
        }
        return measured();
    }

    private BaselineRun measured() {
        return new BaselineRun(
                frame.started(),
                frame.seed(),
                frame.commit(),
                frame.machine(),
                rowForks,
                kernelForks,
                new BaselineRun.Canary(unslowedForks, slowedForks));
    }

    private void measure(int round) throws ForkFailedException {
        List<BaselinePlan.Lane> order = plan.lanes();
        Collections.shuffle(order, random);
        for (BaselinePlan.Lane lane : order) {
            goOn();
            Trial trial = lane.trial();
            ForkValues values;
            try {
                values = ForkReading.scored(sequence++, forks.run(jar, trial, lane.planted()));
            } catch (ForkFailedException e) {
                throw new ForkFailedException(trial.label() + ": " + e.getMessage());
            }
            forksLike(lane)
                    .add(new BaselineRun.RowFork(
                            round, trial.backend(), trial.measured().label(), values));
        }
    }

    private List<BaselineRun.RowFork> forksLike(BaselinePlan.Lane lane) {
        if (lane.planted().isEmpty()) {
            return rowForks;
        }
        return lane.planted().getAsDouble() > 0 ? slowedForks : unslowedForks;
    }

    private void calibrate(int round) throws ForkFailedException {
        List<CalibrationKernel> order = new ArrayList<>(List.of(CalibrationKernel.values()));
        Collections.shuffle(order, random);
        for (CalibrationKernel kernel : order) {
            goOn();
            double nanos;
            try {
                nanos = ForkReading.nanosPerOperation(kernels.run(kernel));
            } catch (ForkFailedException e) {
                throw new ForkFailedException("calibration kernel " + kernel.id() + ": " + e.getMessage());
            }
            if (!(nanos > 0 && nanos < Double.POSITIVE_INFINITY)) {
                throw new ForkFailedException("calibration kernel " + kernel.id() + " took " + nanos + " ns");
            }
            kernelForks.add(new BaselineRun.KernelFork(sequence++, round, kernel, nanos));
        }
    }

    private void goOn() throws ForkFailedException {
        if (stop.requested()) {
            throw new ForkFailedException("asked to stop");
        }
    }
}
