package dev.spinlab.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.bench.driver.Workload;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.NativeSchedule;
import dev.spinlab.machine.Schedule;
import dev.spinlab.simulation.InlineSchedule;
import dev.spinlab.storage.Storage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
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
        "INTERRUPTED_LOOKUP_HIT, nmi, true"
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
                        "latency.merged");
        Histogram merged = Objects.requireNonNull(log.get("latency.merged"));
        assertThat((double) merged.getTotalCount())
                .as("measured iterations only, every success")
                .isEqualTo(iterations.stream()
                        .mapToDouble(iteration -> metric(iteration, "successes"))
                        .sum());
        assertThat(merged.getMinNonZeroValue()).isGreaterThan(10);
    }

    @Test
    void callsUntilSuccessAreLoggedForRetriesOnly(@TempDir Path home) throws RunnerException, IOException {
        Path file = home.resolve("calls.hlog");
        System.setProperty(HarnessProperties.HLOG, file.toString());
        Collection<IterationResult> iterations = run(options(Workload.RETRY_CREATE, "rqspinlock", 2));
        Map<String, Histogram> log = read(file);
        assertThat(log.keySet()).containsExactly("callsUntilSuccess.merged");
        Histogram calls = Objects.requireNonNull(log.get("callsUntilSuccess.merged"));
        assertThat(calls.getMinValue()).isEqualTo(1);
        assertThat((double) calls.getTotalCount())
                .isEqualTo(iterations.stream()
                        .mapToDouble(iteration -> metric(iteration, "successes"))
                        .sum());
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
        assertThat(implementors(log, Operation.class)).containsExactly("dev.spinlab.bench.workload.CreateThenDelete");
        assertThat(implementors(log, Storage.class)).containsExactly("dev.spinlab.storage." + storage);
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
