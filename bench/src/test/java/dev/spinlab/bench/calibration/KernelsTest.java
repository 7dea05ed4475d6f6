package dev.spinlab.bench.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.results.gate.machine.CalibrationKernel;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class KernelsTest {
    private static final TimeValue TINY = TimeValue.milliseconds(20);

    /** A benchmark run on the same machine must not fail the tests; JMH reads this when its runner is loaded. */
    @BeforeAll
    static void ignoreOtherRuns() {
        System.setProperty("jmh.ignoreLock", "true");
    }

    @ParameterizedTest
    @EnumSource(CalibrationKernel.class)
    void jmhRunsEachOfThemAndCountsOperations(CalibrationKernel kernel) throws RunnerException {
        PrintStream silent = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        Collection<RunResult> results = new Runner(
                        new OptionsBuilder()
                                .include("^" + Kernels.benchmark(kernel).replace(".", "\\.") + "$")
                                .forks(0)
                                .threads(1)
                                .warmupIterations(1)
                                .warmupTime(TINY)
                                .measurementIterations(2)
                                .measurementTime(TINY)
                                .shouldFailOnError(true)
                                .build(),
                        OutputFormatFactory.createFormatInstance(silent, VerboseMode.SILENT))
                .run();
        assertThat(results).singleElement().satisfies(result -> {
            assertThat(result.getPrimaryResult().getScore()).isPositive();
            assertThat(result.getPrimaryResult().getScoreUnit()).isEqualTo("ops/s");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 1000})
    void theWayLeadsThroughAllLinesAndBack(int lines) {
        int[] way = PointerChase.way(lines, 7);
        BitSet seen = new BitSet();
        int at = 0;
        for (int hop = 0; hop < lines; hop++) {
            assertThat(at % PointerChase.LINE).isZero();
            seen.set(at / PointerChase.LINE);
            at = way[at];
        }
        assertThat(at).isZero();
        assertThat(seen.cardinality()).isEqualTo(lines);
    }

    @Test
    void theWayIsTheSameForASeedAndNoStraightLine() {
        assertThat(PointerChase.way(100, 7)).isEqualTo(PointerChase.way(100, 7)).isNotEqualTo(PointerChase.way(100, 8));
        int[] way = PointerChase.way(1000, 7);
        int next = 0;
        for (int line = 0; line + 1 < 1000; line++) {
            next += way[line * PointerChase.LINE] == (line + 1) * PointerChase.LINE ? 1 : 0;
        }
        assertThat(next).as("lines that lead to their neighbour").isLessThan(20);
    }

    @Test
    void theTurnComesBackAndThePartnerEnds() throws InterruptedException {
        AtomicInteger turns = new AtomicInteger();
        Thread player = new Thread(() -> {
            HandOver game = new HandOver();
            game.setUp();
            int sum = 0;
            for (int i = 0; i < 100; i++) {
                sum += game.run();
            }
            turns.set(sum == 0 ? 100 : -1);
            try {
                game.tearDown(); // joins the partner
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        player.start();
        player.join();
        assertThat(turns).hasValue(100);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("spinlab-partner"));
    }

    @Test
    void aPairOfExchangesLeavesTheWordAsItWas() throws InterruptedException {
        AtomicInteger pairs = new AtomicInteger();
        Thread player = new Thread(() -> {
            CompareAndSetPair pair = new CompareAndSetPair();
            pair.setUp();
            for (int i = 0; i < 3; i++) {
                pairs.addAndGet(pair.run() ? 1 : 0);
            }
        });
        player.start();
        player.join();
        assertThat(pairs).hasValue(3);
    }
}
