package dev.spinlab.bench.driver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.IterationResultMetaData;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.results.ThroughputResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.options.TimeValue;

/** Results as JMH would give them, without running anything. */
public final class FakeForks {
    private FakeForks() {}

    /** A fork whose iterations have the given scores in operations per second, and the given counters each. */
    public static BenchmarkResult fork(ForkRequest request, Map<String, ? extends Number> counters, double... scores) {
        Trial trial = request.trial();
        WorkloadParams params = new WorkloadParams();
        trial.params().forEach((key, value) -> params.put(key, value, 0));
        params.put("interruptSteps", "1000", 0);
        IterationParams iterations =
                new IterationParams(IterationType.MEASUREMENT, scores.length, TimeValue.milliseconds(10), 1);
        BenchmarkParams benchmark = new BenchmarkParams(
                trial.measured().workload().benchmark(),
                "generated",
                true,
                trial.measured().threads(),
                new int[] {1},
                List.of(),
                1,
                0,
                iterations,
                iterations,
                Mode.Throughput,
                params,
                TimeUnit.SECONDS,
                1,
                "java",
                List.of(
                        "-Xmx1g",
                        "-Dspinlab.hlog=" + request.histogram(),
                        "-Dspinlab.series=" + request.series(),
                        "-Dspinlab.pinning=on"),
                "17",
                "VM",
                "17",
                "1.37",
                TimeValue.seconds(1));
        List<IterationResult> results = new ArrayList<>();
        for (double score : scores) {
            IterationResult result = new IterationResult(benchmark, iterations, new IterationResultMetaData(1, 1));
            result.addResult(new ThroughputResult(
                    ResultRole.PRIMARY, "run", score, TimeUnit.SECONDS.toNanos(1), TimeUnit.SECONDS));
            counters.forEach((label, value) ->
                    result.addResult(new ScalarResult(label, value.doubleValue(), "#", AggregationPolicy.SUM)));
            results.add(result);
        }
        return new BenchmarkResult(benchmark, results);
    }
}
