package dev.spinlab.bench.driver;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.WorkloadParams;

/** The results of all forks so far, merged as if JMH had run each trial's forks in one go. */
public final class ForkResults {
    private final Map<Trial, List<BenchmarkResult>> byTrial = new LinkedHashMap<>();

    /**
     * Makes an empty collection.
     *
     * @param order the trials, in the order of the file
     */
    public ForkResults(Collection<Trial> order) {
        for (Trial trial : order) {
            byTrial.put(trial, new ArrayList<>());
        }
    }

    /**
     * Adds a fork.
     *
     * @param trial what it measured
     * @param fork what it gave
     */
    public void add(Trial trial, BenchmarkResult fork) {
        byTrial.computeIfAbsent(trial, t -> new ArrayList<>()).add(fork);
    }

    /**
     * The forks of a trial.
     *
     * @param trial the trial
     * @return in the order measured
     */
    public List<BenchmarkResult> of(Trial trial) {
        return List.copyOf(byTrial.getOrDefault(trial, List.of()));
    }

    /**
     * Whether nothing was measured.
     *
     * @return true before the first fork
     */
    public boolean isEmpty() {
        return byTrial.values().stream().allMatch(List::isEmpty);
    }

    /**
     * All forks.
     *
     * @return trial by trial
     */
    public List<BenchmarkResult> all() {
        return byTrial.values().stream().flatMap(List::stream).toList();
    }

    /**
     * Merges.
     *
     * @return one result per trial that has a fork, with the number of its forks
     */
    public List<RunResult> merged() {
        List<RunResult> results = new ArrayList<>();
        for (List<BenchmarkResult> forks : byTrial.values()) {
            if (!forks.isEmpty()) {
                results.add(new RunResult(merged(forks.get(0).getParams(), forks.size()), List.copyOf(forks)));
            }
        }
        return results;
    }

    /**
     * Writes JMH's JSON.
     *
     * @return the text that JMH's own result format gives
     */
    public String json() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(merged());
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /**
     * The JMH parameters of a fork, defaults included.
     *
     * @param fork the fork
     * @return name to value
     */
    static SortedMap<String, String> params(BenchmarkResult fork) {
        SortedMap<String, String> params = new TreeMap<>();
        for (String key : fork.getParams().getParamsKeys()) {
            params.put(key, fork.getParams().getParam(key));
        }
        return params;
    }

    /** Everything as in the first fork, but the number of forks, and without what only that fork was told. */
    private static BenchmarkParams merged(BenchmarkParams first, int forks) {
        WorkloadParams params = new WorkloadParams();
        for (String key : first.getParamsKeys()) {
            params.put(key, first.getParam(key), 0);
        }
        List<String> jvmArgs = first.getJvmArgs().stream()
                .filter(arg -> !arg.startsWith("-Dspinlab.hlog=") && !arg.startsWith("-Dspinlab.series="))
                .toList();
        return new BenchmarkParams(
                first.getBenchmark(),
                first.generatedBenchmark(),
                first.shouldSynchIterations(),
                first.getThreads(),
                first.getThreadGroups(),
                first.getThreadGroupLabels(),
                forks,
                first.getWarmupForks(),
                first.getWarmup(),
                first.getMeasurement(),
                first.getMode(),
                params,
                first.getTimeUnit(),
                first.getOpsPerInvocation(),
                first.getJvm(),
                jvmArgs,
                first.getJdkVersion(),
                first.getVmName(),
                first.getVmVersion(),
                first.getJmhVersion(),
                first.getTimeout());
    }
}
