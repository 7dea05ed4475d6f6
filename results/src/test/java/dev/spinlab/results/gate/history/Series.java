package dev.spinlab.results.gate.history;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.Well19937c;

/** Series of a known course with noise of a fixed seed. */
final class Series {
    private Series() {}

    /** Each value is {@code mean(i) * (1 + noise * z)} with z standard normal. */
    static double[] of(int length, double noise, long seed, IntToDoubleFunction mean) {
        Well19937c random = new Well19937c(seed);
        return IntStream.range(0, length)
                .mapToDouble(i -> mean.applyAsDouble(i) * (1 + noise * random.nextGaussian()))
                .toArray();
    }

    static double[] step(int length, int at, double factor, double noise, long seed) {
        return of(length, noise, seed, i -> i < at ? 100 : 100 * factor);
    }
}
