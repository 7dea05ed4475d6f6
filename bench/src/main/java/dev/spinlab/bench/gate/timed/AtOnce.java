package dev.spinlab.bench.gate.timed;

import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.bench.driver.Trial;
import dev.spinlab.results.gate.timed.Arm;
import dev.spinlab.results.gate.timed.ForkValues;
import dev.spinlab.results.run.JmhResult;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A JVM of each build at the same time, each on a CPU of its own that it shares with its compiler, in random places. Takes
 * half the time, and what disturbs the machine disturbs both; but they disturb each other.
 *
 * @param first runs forks on one CPU
 * @param second runs forks on another one
 * @param base one build
 * @param head the other one
 * @param random of the places
 */
record AtOnce(Forks first, Forks second, Path base, Path head, Random random) implements PairDesign {
    @Override
    public String name() {
        return "both at once";
    }

    @Override
    public List<ForkValues> measure(Trial trial) throws ForkFailedException {
        boolean baseFirst = random.nextBoolean();
        CompletableFuture<JmhResult> other = CompletableFuture.supplyAsync(() -> {
            try {
                return second.run(baseFirst ? head : base, trial, OptionalDouble.empty());
            } catch (ForkFailedException e) {
                throw new CompletionException(e);
            }
        });
        JmhResult own;
        try {
            own = first.run(baseFirst ? base : head, trial, OptionalDouble.empty());
        } finally {
            other.handle((result, failure) -> result).join();
        }
        try {
            return List.of(
                    ForkReading.of(0, baseFirst ? Arm.BASE : Arm.HEAD, own),
                    ForkReading.of(1, baseFirst ? Arm.HEAD : Arm.BASE, other.join()));
        } catch (CompletionException e) {
            throw new ForkFailedException(
                    String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()));
        }
    }
}
