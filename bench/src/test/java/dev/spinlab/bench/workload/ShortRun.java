package dev.spinlab.bench.workload;

import dev.spinlab.bench.driver.Workload;
import dev.spinlab.bench.harness.SpinlabProfiler;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** A workload under JMH's own runner, in this JVM unless told otherwise, for one short iteration after another. */
final class ShortRun {
    private final ChainedOptionsBuilder options;

    private ShortRun(ChainedOptionsBuilder options) {
        this.options = options;
    }

    /** Two iterations of 20 ms after a warm-up. */
    static ShortRun of(Workload workload, String backend, int threads) {
        // A benchmark run on the same machine must not fail the tests; JMH reads this when its runner is loaded.
        System.setProperty("jmh.ignoreLock", "true");
        TimeValue tiny = TimeValue.milliseconds(20);
        return new ShortRun(new OptionsBuilder()
                .include("^" + workload.benchmark().replace(".", "\\.") + "$")
                .forks(0)
                .threads(threads)
                .warmupIterations(1)
                .warmupTime(tiny)
                .measurementIterations(2)
                .measurementTime(tiny)
                .shouldFailOnError(true)
                .addProfiler(SpinlabProfiler.class)
                .param("backend", backend));
    }

    ShortRun with(String parameter, String value) {
        options.param(parameter, value);
        return this;
    }

    ShortRun iterations(int number, long millis) {
        options.measurementIterations(number).measurementTime(TimeValue.milliseconds(millis));
        return this;
    }

    ShortRun warmup(int number, long millis) {
        options.warmupIterations(number).warmupTime(TimeValue.milliseconds(millis));
        return this;
    }

    /** In a JVM of its own, since JMH keeps a failed trial's shared state for the next one in the same JVM. */
    ShortRun forked() {
        options.forks(1);
        return this;
    }

    /** In a JVM of its own with these flags. */
    ShortRun forked(List<String> flags) {
        options.jvmArgs(flags.toArray(String[]::new));
        return forked();
    }

    /** Runs; the measured iterations. */
    List<Measured> run() throws RunnerException {
        PrintStream silent = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        List<Measured> measured = new ArrayList<>();
        for (IterationResult iteration : new Runner(
                        options.build(), OutputFormatFactory.createFormatInstance(silent, VerboseMode.SILENT))
                .run()
                .iterator()
                .next()
                .getBenchmarkResults()
                .iterator()
                .next()
                .getIterationResults()) {
            measured.add(new Measured(iteration));
        }
        return measured;
    }

    /** One measured iteration. */
    record Measured(IterationResult iteration) {
        /** A metric that may be missing because what it counts did not occur: then 0. */
        double count(String metric) {
            Result<?> result = iteration.getSecondaryResults().get(metric);
            return result == null ? 0 : result.getScore();
        }

        double violations() {
            return count("violations.lost")
                    + count("violations.leaked")
                    + count("violations.doubleFreed")
                    + count("violations.usedAfterFree");
        }

        /** Successful operations per second. */
        double goodput() {
            return iteration.getPrimaryResult().getScore();
        }

        @Override
        public String toString() {
            return iteration.getSecondaryResults().toString();
        }
    }
}
