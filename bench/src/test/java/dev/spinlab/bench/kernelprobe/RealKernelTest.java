package dev.spinlab.bench.kernelprobe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spinlab.bench.cli.Main;
import dev.spinlab.bench.kernelprobe.syscall.Architecture;
import dev.spinlab.bench.kernelprobe.syscall.BpfRequest;
import dev.spinlab.bench.kernelprobe.syscall.LinuxSystemCalls;
import dev.spinlab.bench.kernelprobe.syscall.NativeBlock;
import dev.spinlab.bench.kernelprobe.syscall.SystemCalls;
import dev.spinlab.machine.pinning.AffinityPinning;
import dev.spinlab.results.kernel.KernelCalls;
import dev.spinlab.results.kernel.KernelFigures;
import dev.spinlab.results.kernel.KernelRow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On the kernel that runs the tests, where it permits bpf(2); elsewhere skipped, and a line says why. */
@Timeout(120)
class RealKernelTest {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final List<String> lines = new ArrayList<>();

    @BeforeEach
    void onlyWherePermitted() {
        try {
            probe().check();
        } catch (UnavailableException e) {
            System.out.println("RealKernelTest is skipped: " + e.getMessage());
            assumeTrue(false, e.getMessage());
        }
    }

    private KernelProbe probe() {
        return new KernelProbe(
                Platform.ofThisMachine(), new AffinityPinning(), Clock.systemUTC(), () -> false, lines::add);
    }

    /** What is loaded: programs, maps and type information, by anybody. */
    private static Set<String> loaded() {
        SystemCalls calls = new LinuxSystemCalls(
                Architecture.of(System.getProperty("os.arch")).orElseThrow());
        Set<String> ids = new TreeSet<>();
        ids(calls, 11, "BPF_PROG_GET_NEXT_ID", ids);
        ids(calls, 12, "BPF_MAP_GET_NEXT_ID", ids);
        ids(calls, 23, "BPF_BTF_GET_NEXT_ID", ids);
        return ids;
    }

    private static void ids(SystemCalls calls, int command, String name, Set<String> ids) {
        NativeBlock attributes = new NativeBlock(16);
        BpfRequest next = new BpfRequest(command, name, attributes);
        while (calls.bpf(next) >= 0) {
            ids.add(name + " " + attributes.get32(4));
            attributes.put32(0, attributes.get32(4)).put32(4, 0);
        }
    }

    /** What is freed goes after a grace period: soon, not at once. */
    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private static Set<String> more(Set<String> before) {
        Set<String> now = loaded();
        now.removeAll(before);
        return now;
    }

    private static void assertNothingIsLeft(Set<String> before) {
        await(() -> more(before).isEmpty());
        assertThat(more(before)).as("left loaded").isEmpty();
    }

    @Test
    void createAndDeleteAreCountedAndNothingIsLeft() throws InterruptedException {
        Set<String> before = loaded();
        KernelFigures figures = probe().measure(ProbePlan.ofClaims(Duration.ofSeconds(1)), "the command");
        KernelCalls alone =
                figures.find(KernelRow.CREATE_DELETE, 1, 1, 0).orElseThrow().tasks();
        assertThat(alone.calls()).isGreaterThan(64);
        assertThat(alone.refused()).as("one task alone is refused by nobody").isZero();
        assertThat(alone.nanosPerCall().middle()).isPositive();
        assertThat(figures.locks())
                .as("a kernel that runs this has one or the other")
                .isNotEqualTo(KernelFigures.Locks.UNKNOWN);
        if (figures.leftOut().isEmpty()) {
            assertThat(refusedOver(figures, KernelRow.NOTHING))
                    .as("interrupts over nothing meet nobody; seldom the allocator has nothing at hand")
                    .isLessThan(0.02);
            boolean counter = figures.locks() == KernelFigures.Locks.COUNTER;
            assertThat(refusedOver(figures, KernelRow.CREATE_DELETE) > 0.1)
                    .as("the counter refuses what comes in the middle")
                    .isEqualTo(counter);
        }
        assertNothingIsLeft(before);
    }

    private static double refusedOver(KernelFigures figures, String operation) {
        KernelCalls handlers = figures.find(operation, 1, 1, 100).orElseThrow().handlers();
        assertThat(handlers).as("calls of handlers over " + operation).isNotNull();
        return handlers == null ? Double.NaN : handlers.refusedShare().middle();
    }

    /** The negative control: what is loaded does show, and for as long as it is. */
    @Test
    void whatIsLoadedShowsUntilItIsClosed() {
        Set<String> before = loaded();
        KernelAccess access = KernelAccess.of(Platform.ofThisMachine());
        try (LoadedProbe loaded = LoadedProbe.load(access.calls(), 2)) {
            assertThat(more(before))
                    .filteredOn(id -> id.contains("PROG"))
                    .as("a loop per operation, the handler, and the one that creates")
                    .hasSizeGreaterThanOrEqualTo(Operation.values().length + 2);
            assertThat(loaded.handler()).isNotEqualTo(loaded.create());
        }
        assertNothingIsLeft(before);
    }

    @Test
    void systemCallsOnOwnStorageAllSucceedAndOnSharedStorageNeverAnswerBusy() throws InterruptedException {
        ProbePlan plan = new ProbePlan(
                List.of(),
                List.of(new CallCase(false, 1, 1), new CallCase(true, 2, 1)),
                Duration.ofMillis(600),
                List.of());
        KernelFigures figures = probe().measure(plan, "the command");
        assertThat(figures.rows()).isNotEmpty().allSatisfy(row -> {
            assertThat(row.tasks().failures()).doesNotContainKey(row.operation() + " EBUSY");
            if (KernelRow.OWN.equals(row.owner())) {
                assertThat(row.tasks().refused()).isZero();
            }
        });
    }

    /** Ctrl-C and an ordinary kill take the same way through the JVM; a hard one takes none. */
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void nothingIsLeftWhenTheProcessIsEnded(boolean hard, @TempDir Path home) throws IOException, InterruptedException {
        Set<String> before = loaded();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "kernel",
                        "--budget",
                        "10m",
                        "--output",
                        home.toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile())
                .start();
        try {
            await(() ->
                    home.resolve("log").toFile().length() > 0 && !more(before).isEmpty());
            assertThat(more(before)).as("loaded").isNotEmpty();
            assertThat(process.isAlive()).isTrue();
        } finally {
            if (hard) {
                process.destroyForcibly();
            } else {
                process.destroy();
            }
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertNothingIsLeft(before);
    }
}
