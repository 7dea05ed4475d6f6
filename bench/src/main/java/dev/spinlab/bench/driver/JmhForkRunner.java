package dev.spinlab.bench.driver;

import dev.spinlab.bench.harness.SpinlabProfiler;
import dev.spinlab.results.run.BadRunException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs each fork as a JMH run of one benchmark, one set of parameters and one fork. */
public final class JmhForkRunner implements ForkRunner {
    /** JMH interrupts workers that do not end their iteration after this long. */
    private static final int STUCK_SECONDS = 30;

    /** A fork that has not even ended then is killed: a run must end whatever a strategy does. */
    private static final Duration HUNG = Duration.ofSeconds(90);

    /** Part of what JMH says when another JMH run holds its machine-wide lock. */
    private static final String LOCKED = "Another JMH instance";

    private final List<String> jvmFlags;

    /**
     * Makes a runner.
     *
     * @param jvmFlags flags of every fork
     */
    public JmhForkRunner(List<String> jvmFlags) {
        this.jvmFlags = List.copyOf(jvmFlags);
    }

    @Override
    public BenchmarkResult run(ForkRequest request) throws ForkFailedException {
        try (PrintStream log =
                new PrintStream(new FileOutputStream(request.log().toFile(), true), false, StandardCharsets.UTF_8)) {
            log.println("== " + request.trial().label());
            OutputFormat output = OutputFormatFactory.createFormatInstance(log, VerboseMode.NORMAL);
            return onlyResult(
                    new Runner(options(request), output),
                    request.timing().perFork(request.trial().measured()));
        } catch (IOException e) {
            throw BadRunException.unwritable(request.log(), e);
        }
    }

    private static BenchmarkResult onlyResult(Runner runner, Duration expected) throws ForkFailedException {
        long limit = HUNG.plus(expected.multipliedBy(2)).toMillis();
        ScheduledFuture<?> watchdog = ForkProcesses.killAfter(limit);
        Collection<RunResult> results;
        try {
            results = runner.run();
        } catch (RunnerException e) {
            if (watchdog.isDone()) {
                throw new ForkFailedException("hung; killed after " + limit / 1000 + " s");
            }
            if (String.valueOf(e.getMessage()).contains(LOCKED)) {
                throw new ForkFailedException("another JMH run is active on this machine; wait for it to end");
            }
            throw new ForkFailedException(e);
        } finally {
            watchdog.cancel(false);
        }
        if (results.size() != 1) {
            throw new ForkFailedException("JMH gave " + results.size() + " results for one benchmark");
        }
        Collection<BenchmarkResult> forks = results.iterator().next().getBenchmarkResults();
        if (forks.size() != 1) {
            throw new ForkFailedException("JMH gave the results of " + forks.size() + " forks for one");
        }
        return forks.iterator().next();
    }

    private Options options(ForkRequest request) {
        Case measured = request.trial().measured();
        Timing timing = request.timing();
        int warmups = timing.warmupIterations(measured);
        ChainedOptionsBuilder builder = new OptionsBuilder()
                .include("^" + Pattern.quote(measured.workload().benchmark()) + "$")
                .forks(1)
                .warmupForks(0)
                .threads(measured.threads())
                .warmupIterations(warmups)
                .measurementIterations(timing.iterations())
                .measurementTime(
                        TimeValue.milliseconds(timing.iteration(measured).toMillis()))
                .timeout(TimeValue.seconds(STUCK_SECONDS))
                .shouldFailOnError(true)
                .addProfiler(SpinlabProfiler.class)
                .jvmArgs(JvmFlags.withHeap(
                                measured.realtime() ? JvmFlags.forRealtime(jvmFlags) : jvmFlags,
                                ForkCost.extraHeapMebibytes(measured))
                        .toArray(String[]::new))
                .jvmArgsAppend(
                        "-Dspinlab.hlog=" + request.histogram(),
                        "-Dspinlab.series=" + request.series(),
                        "-Dspinlab.pinning=" + (request.pinning() ? "on" : "off"),
                        "-Dspinlab.notices=off");
        if (warmups > 0) {
            builder.warmupTime(
                    TimeValue.milliseconds(timing.warmupIteration(measured).toMillis()));
        }
        for (Map.Entry<String, String> param : request.trial().params().entrySet()) {
            builder.param(param.getKey(), param.getValue());
        }
        return builder.build();
    }
}
