package dev.spinlab.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.bench.driver.Workload;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.NativeSchedule;
import dev.spinlab.machine.Schedule;
import dev.spinlab.reclaim.BacklogListener;
import dev.spinlab.reclaim.LifetimeListener;
import dev.spinlab.simulation.InlineSchedule;
import dev.spinlab.storage.Storage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The whole harness under JMH's own runner: in this JVM, for tiny iterations, unless a fork is the point. */
class JmhRunTest {
    private static final TimeValue TINY = TimeValue.milliseconds(20);

    /** A benchmark run on the same machine must not fail the tests; JMH reads this when its runner is loaded. */
    @BeforeAll
    static void ignoreOtherRuns() {
        System.setProperty("jmh.ignoreLock", "true");
    }

    @AfterEach
    void forgetProperties() {
        System.clearProperty(HarnessProperties.HLOG);
        System.clearProperty(HarnessProperties.SERIES);
    }

    static ChainedOptionsBuilder options(Workload workload, String backend, int threads) {
        return new OptionsBuilder()
                .include("^" + workload.benchmark().replace(".", "\\.") + "$")
                .forks(0)
                .threads(threads)
                .warmupIterations(1)
                .warmupTime(TINY)
                .measurementIterations(2)
                .measurementTime(TINY)
                .shouldFailOnError(true)
                .addProfiler(SpinlabProfiler.class)
                .param("backend", backend);
    }

    static Collection<IterationResult> run(ChainedOptionsBuilder options) throws RunnerException {
        PrintStream silent = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        Collection<RunResult> results =
                new Runner(options.build(), OutputFormatFactory.createFormatInstance(silent, VerboseMode.SILENT)).run();
        return results.iterator().next().getBenchmarkResults().iterator().next().getIterationResults();
    }

    static double metric(IterationResult iteration, String name) {
        return Objects.requireNonNull(iteration.getSecondaryResults().get(name), name)
                .getScore();
    }

    @ParameterizedTest
    @CsvSource({
        "CREATE_DELETE, 2, 1, percpu-counter",
        "CREATE_DELETE, 4, 2, llist-deferred-free",
        "LOOKUP_HIT, 2, 1, percpu-counter",
        "RETRY_CREATE, 2, 1, percpu-counter",
        "LOCK_UNLOCK, 2, 2, rqspinlock"
    })
    void tasksThatTakeTurnsEndTheirIterationsAndJmhCountsWhatWeCount(
            Workload workload, int threads, String cpus, String backend) throws RunnerException {
        Collection<IterationResult> iterations =
                run(options(workload, backend, threads).param("cpus", cpus));
        assertThat(iterations).hasSize(2).allSatisfy(iteration -> {
            double successes = metric(iteration, "successes");
            assertThat(successes).isPositive();
            assertThat(Math.abs(iteration.getMetadata().getMeasuredOps() - successes))
                    .as("JMH's operations against successes, at most one apart per task at each end")
                    .isLessThanOrEqualTo(threads);
            assertThat(metric(iteration, "calls")).isGreaterThanOrEqualTo(successes);
            assertThat(metric(iteration, "jain")).isBetween(1.0 / threads, 1.0);
            assertThat(metric(iteration, "cpuNanosPerSuccess")).isPositive();
            assertThat(metric(iteration, "stepsPerSuccess")).isPositive();
            assertThat(metric(iteration, "competingShare")).isBetween(0.0, 1.0);
            assertThat(metric(iteration, "taskShare.min")).isLessThanOrEqualTo(metric(iteration, "taskShare.max"));
            assertThat(metric(iteration, "proportionality"))
                    .as("of no operation there is none; how right it is on a busy machine, no test can say")
                    .satisfiesAnyOf(
                            ratio -> assertThat(ratio).isPositive().isFinite(),
                            ratio -> assertThat(ratio).isNaN());
            assertThat(metric(iteration, "violations.lost") + metric(iteration, "violations.leaked"))
                    .isZero();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "INTERRUPTED_CREATE_DELETE, hardirq, true",
        "INTERRUPTED_NOTHING, hardirq, false",
        "INTERRUPTED_CREATE_DELETE, nmi, true",
        "INTERRUPTED_NOTHING, nmi, false",
        "INTERRUPTED_LOOKUP_HIT, hardirq, true",
        "INTERRUPTED_LOOKUP_HIT, nmi, true",
        "INTERRUPTED_LOOKUP_MISS, hardirq, true",
        "INTERRUPTED_LOOKUP_MISS, nmi, true",
        "INTERRUPTED_UPDATE_EXISTING, hardirq, true",
        "INTERRUPTED_UPDATE_EXISTING, nmi, true"
    })
    void handlersAreCountedApart(Workload workload, String interrupts, boolean refused) throws RunnerException {
        Collection<IterationResult> iterations = run(options(workload, "percpu-counter", 1)
                .param("interrupts", interrupts)
                .param("interruptSteps", "97"));
        assertThat(iterations).allSatisfy(iteration -> {
            assertThat(metric(iteration, "handler.calls")).isPositive();
            assertThat(metric(iteration, "failedCallShare")).isZero();
            if (refused) {
                assertThat(metric(iteration, "handler.failures.EBUSY")).isPositive();
                assertThat(metric(iteration, "handler.failedTimeShare")).isBetween(1e-6, 1.0);
            } else {
                assertThat(metric(iteration, "handler.failedCallShare")).isZero();
                assertThat(metric(iteration, "handler.calls")).isEqualTo(2 * metric(iteration, "handler.successes"));
            }
        });
    }

    @Test
    void theControlIsFoundOut() throws RunnerException {
        Collection<IterationResult> iterations =
                run(options(Workload.INTERRUPTED_CREATE_DELETE, "unprotected-deferred-free", 2)
                        .param("interrupts", "hardirq")
                        .param("interruptSteps", "37"));
        assertThat(iterations)
                .anySatisfy(iteration -> assertThat(
                                metric(iteration, "violations.lost") + metric(iteration, "violations.doubleFreed"))
                        .isPositive());
    }

    @Test
    void latenciesAreLoggedPerTask(@TempDir Path home) throws RunnerException, IOException {
        Path file = home.resolve("latency.hlog");
        System.setProperty(HarnessProperties.HLOG, file.toString());
        // Long enough for each of four threads to get a turn on a busy machine: who did nothing has nothing to log.
        Collection<IterationResult> iterations = run(options(Workload.CREATE_DELETE, "rqspinlock", 4)
                .param("cpus", "2")
                .param("latency", "on")
                .measurementTime(TimeValue.milliseconds(500)));
        Map<String, Histogram> log = read(file);
        assertThat(log.keySet())
                .containsExactlyInAnyOrder(
                        "latency.cpu0.task0",
                        "latency.cpu0.task1",
                        "latency.cpu1.task0",
                        "latency.cpu1.task1",
                        "latency.merged",
                        "unlinkToFree",
                        "gracePeriod.rcu",
                        "gracePeriod.trace");
        Histogram merged = Objects.requireNonNull(log.get("latency.merged"));
        double successes = iterations.stream()
                .mapToDouble(iteration -> metric(iteration, "successes"))
                .sum();
        assertThat((double) merged.getTotalCount())
                .as("measured iterations only, every success but those that began before: one per task and iteration")
                .isBetween(successes - 4 * iterations.size(), successes);
        assertThat(merged.getMinNonZeroValue()).isGreaterThan(10);
        assertThat(Objects.requireNonNull(log.get("unlinkToFree")).getMinValue())
                .as("nothing is freed before both periods are over: 17 ms and 1 ms")
                .isGreaterThan(17_500_000);
        assertThat(Objects.requireNonNull(log.get("gracePeriod.trace")).getMinValue())
                .isGreaterThan(16_900_000);
        assertThat(iterations).allSatisfy(iteration -> {
            assertThat(metric(iteration, "longestWaitNanos")).isLessThanOrEqualTo(merged.getMaxValue() * 1.001);
            assertThat(metric(iteration, "longestWaitTask")).isBetween(0.0, 3.0);
            assertThat(metric(iteration, "lockWorkingSet")).isBetween(1.0, 4.0);
            assertThat(metric(iteration, "reacquireNanos.p50")).isPositive();
            assertThat(metric(iteration, "unlinkToFreeNanos.p50")).isGreaterThan(17_500_000);
            assertThat(metric(iteration, "gracePeriodNanos.rcu.max")).isGreaterThan(990_000);
        });
    }

    @Test
    void callsUntilSuccessAreLoggedForRetriesOnly(@TempDir Path home) throws RunnerException, IOException {
        Path file = home.resolve("calls.hlog");
        System.setProperty(HarnessProperties.HLOG, file.toString());
        Collection<IterationResult> iterations = run(options(Workload.RETRY_CREATE, "rqspinlock", 2));
        Map<String, Histogram> log = read(file);
        assertThat(log.keySet())
                .contains("callsUntilSuccess.merged", "timeUntilSuccess.merged")
                .noneMatch(tag -> tag.startsWith("latency") || tag.equals("unlinkToFree"));
        Histogram calls = Objects.requireNonNull(log.get("callsUntilSuccess.merged"));
        Histogram time = Objects.requireNonNull(log.get("timeUntilSuccess.merged"));
        assertThat(calls.getMinValue()).isEqualTo(1);
        assertThat(time.getMinValue()).as("not refused: no time").isZero();
        assertThat(time.getTotalCount()).isEqualTo(calls.getTotalCount());
        assertThat((double) calls.getTotalCount())
                .isEqualTo(iterations.stream()
                        .mapToDouble(iteration -> metric(iteration, "successes"))
                        .sum());
    }

    @Test
    void theBacklogIsWrittenOverTime(@TempDir Path home) throws RunnerException, IOException {
        Path file = home.resolve("backlog.csv");
        System.setProperty(HarnessProperties.SERIES, file.toString());
        Collection<IterationResult> iterations =
                run(options(Workload.CREATE_DELETE, "rqspinlock", 2).measurementTime(TimeValue.milliseconds(300)));
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.get(0)).isEqualTo("iteration,micros,backlog");
        assertThat(lines).anyMatch(line -> line.startsWith("0,")).anyMatch(line -> line.startsWith("1,"));
        assertThat(lines).hasSizeBetween(3, 1_000);
        double highest = lines.stream()
                .skip(1)
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(',') + 1)))
                .max()
                .orElse(0);
        assertThat(highest)
                .as("a look that is in the series is one of those behind the peak")
                .isPositive()
                .isLessThanOrEqualTo(iterations.stream()
                        .mapToDouble(iteration -> metric(iteration, "backlogPeak"))
                        .max()
                        .orElse(0));
    }

    @Test
    void anOpenLoopDoesWhatIsDueAndNoMore(@TempDir Path home) throws RunnerException, IOException {
        Path file = home.resolve("open.hlog");
        System.setProperty(HarnessProperties.HLOG, file.toString());
        Collection<IterationResult> iterations = run(options(Workload.CREATE_DELETE, "rqspinlock", 2)
                .param("arrival", "500")
                .param("latency", "on")
                .param("neighbour", "on")
                .measurementTime(TimeValue.milliseconds(400)));
        assertThat(iterations).allSatisfy(iteration -> {
            assertThat(metric(iteration, "successes")).isBetween(10.0, 2_000.0);
            assertThat(metric(iteration, "neighbourUnits")).isPositive();
            assertThat(metric(iteration, "neighbourUnitsPerSecond")).isPositive();
        });
        Map<String, Histogram> log = read(file);
        assertThat(log).containsKeys("latency.merged", "latency.uncorrected.merged");
        assertThat(Objects.requireNonNull(log.get("latency.uncorrected.merged")).getMean())
                .isLessThanOrEqualTo(
                        Objects.requireNonNull(log.get("latency.merged")).getMean());
    }

    @Test
    void withoutHistogramsThereIsNoLog(@TempDir Path home) throws RunnerException {
        Path file = home.resolve("none.hlog");
        System.setProperty(HarnessProperties.HLOG, file.toString());
        run(options(Workload.LOCK_UNLOCK, "rqspinlock", 1));
        assertThat(file).doesNotExist();
    }

    /** In forks: JMH keeps a failed trial's shared state for the next one in the same JVM. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    CREATE_DELETE       | rqspinlock | cpus       | 3    | threads=2: cannot be shared out evenly over cpus=3
                    LOCK_UNLOCK         | concurrent-hash-map | cpus | 1 | backend=concurrent-hash-map: has no lock of its own
                    CREATE_DELETE       | nope       | cpus       | 1    | unknown backend 'nope'; known: percpu-counter
                    CREATE_DELETE       | rqspinlock | interrupts | nmi  | interrupts=nmi: this workload has no interrupt handler
                    INTERRUPTED_NOTHING | rqspinlock | interrupts | none | interrupts=none: this workload is about interrupts
                    """)
    void aTrialThatMakesNoSenseFailsWithOneLine(
            Workload workload, String backend, String name, String value, String line) {
        assertThatThrownBy(() -> run(options(workload, backend, 2).forks(1).param(name, value)))
                .isInstanceOf(RunnerException.class)
                .satisfies(failure -> assertThat(new ForkFailedException(failure))
                        .message()
                        .startsWith(line)
                        .doesNotContain("\n"));
    }

    @Test
    void tasksMustBeMeasuredTogether() {
        assertThatThrownBy(
                        () -> run(options(Workload.LOCK_UNLOCK, "rqspinlock", 1).syncIterations(false)))
                .satisfies(
                        failure -> assertThat(new ForkFailedException(failure)).hasMessageStartingWith("-si false:"));
    }

    /** A call site that has seen one implementation costs nothing; a second one would tax every step of every strategy. */
    @ParameterizedTest
    @CsvSource({
        "rqspinlock, LocalStorage",
        "reentrant-lock, LocalStorage",
        "concurrent-hash-map, ConcurrentHashMapStorage",
    })
    void aForkLoadsOneScheduleOneOperationAndOneStorage(String backend, String storage, @TempDir Path home)
            throws Exception {
        Path log = home.resolve("classes.log");
        run(options(Workload.CREATE_DELETE, backend, 2)
                .forks(1)
                .warmupIterations(0)
                .measurementIterations(1)
                .jvmArgs("-Xlog:class+load:file=" + log));
        assertThat(implementors(log, Schedule.class)).containsExactly("dev.spinlab.machine.NativeSchedule");
        assertThat(implementors(log, Cpu.class)).containsExactly("dev.spinlab.machine.Cpu");
        assertThat(implementors(log, Operation.class)).containsExactly("dev.spinlab.bench.workload.CreateThenDelete");
        assertThat(implementors(log, Storage.class)).containsExactly("dev.spinlab.storage." + storage);
        assertThat(implementors(log, LifetimeListener.class))
                .as("nobody times lives unless latencies are asked for")
                .isEmpty();
    }

    @Test
    void aForkThatTimesOperationsLoadsOneListener(@TempDir Path home) throws Exception {
        Path log = home.resolve("classes.log");
        run(options(Workload.CREATE_DELETE, "rqspinlock", 2)
                .forks(1)
                .warmupIterations(0)
                .measurementIterations(1)
                .param("latency", "on")
                .jvmArgs("-Xlog:class+load:file=" + log));
        assertThat(implementors(log, LifetimeListener.class)).containsExactly("dev.spinlab.bench.harness.UnlinkToFree");
        assertThat(implementors(log, BacklogListener.class)).containsExactly("dev.spinlab.bench.harness.BacklogSeries");
    }

    @Test
    void aJvmThatLoadsTwoSchedulesIsSeenToDoSo(@TempDir Path home) throws Exception {
        Path log = home.resolve("classes.log");
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + log,
                        "-cp",
                        System.getProperty("java.class.path"),
                        TwoSchedules.class.getName())
                .inheritIO()
                .start();
        assertThat(jvm.waitFor()).isZero();
        assertThat(implementors(log, Schedule.class))
                .contains("dev.spinlab.machine.NativeSchedule", "dev.spinlab.simulation.InlineSchedule");
    }

    /** What a benchmark fork must not do. */
    static final class TwoSchedules {
        private TwoSchedules() {}

        public static void main(String[] args) {
            Machine.builder().schedule(new InlineSchedule(1)).build();
            Machine.builder().schedule(new NativeSchedule(1)).build();
        }
    }

    private static Set<String> implementors(Path log, Class<?> type) throws IOException, ClassNotFoundException {
        Set<String> found = new TreeSet<>();
        for (String line : Files.readAllLines(log)) {
            String name = line.replaceAll(".*\\] (\\S+) source:.*", "$1");
            if (name.startsWith("dev.spinlab.") && !name.contains("/")) {
                Class<?> loaded = Class.forName(name, false, type.getClassLoader());
                if (type.isAssignableFrom(loaded) && !loaded.isInterface()) {
                    found.add(name);
                }
            }
        }
        return found;
    }

    private static Map<String, Histogram> read(Path file) throws IOException {
        Map<String, Histogram> log = new TreeMap<>();
        try (HistogramLogReader reader = new HistogramLogReader(file.toFile())) {
            while (reader.hasNext()) {
                Histogram histogram = (Histogram) reader.nextIntervalHistogram();
                log.put(String.valueOf(histogram.getTag()), histogram);
            }
        }
        return log;
    }
}
