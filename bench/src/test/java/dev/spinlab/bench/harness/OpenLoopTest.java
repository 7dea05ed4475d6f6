package dev.spinlab.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** Operations that begin on a schedule: what a stall does to those behind it must be seen. */
class OpenLoopTest {
    private static final long LONG_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long STALL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int STALLED = 20;

    /** Far more than the machine's own stalls should add, far fewer than the schedule has in a stall: 190. */
    private static final long MANY = 100;

    private final AtomicInteger operations = new AtomicInteger();

    private Errno stallOnce(Cpu cpu, Tally tally) {
        if (operations.incrementAndGet() == STALLED) {
            long end = System.nanoTime() + STALL_NANOS;
            while (System.nanoTime() < end) {
                cpu.step();
            }
        }
        return Errno.OK;
    }

    private static Operation counting(AtomicInteger count) {
        return (cpu, tally) -> {
            count.incrementAndGet();
            return Errno.OK;
        };
    }

    private static long longOnes(Histogram nanos) {
        return nanos.getCountBetweenValues(LONG_NANOS, Latencies.MAX_NANOS);
    }

    private Latencies measured(String arrival) throws InterruptedException {
        try (LoopRig rig = new LoopRig(1, Map.of("latency", "on", "arrival", arrival))) {
            TaskLoop loop = rig.add(this::stallOnce, Asked.NOTHING);
            rig.iterate(() -> operations.get() > 400);
            return Objects.requireNonNull(loop.latencies());
        }
    }

    @Test
    void aStallIsSeenByAllWhoWereDueMeanwhile() throws InterruptedException {
        Latencies latencies = measured("1000");
        assertThat(longOnes(latencies.fromIntended())).isGreaterThan(MANY);
        Histogram uncorrected = Objects.requireNonNull(latencies.fromActual());
        assertThat(longOnes(uncorrected))
                .as("the same operations by when they began: the stall counts once")
                .isBetween(1L, MANY);
        assertThat(uncorrected.getTotalCount())
                .isEqualTo(latencies.fromIntended().getTotalCount());
    }

    @Test
    void inAClosedLoopTheSameStallCountsOnce() throws InterruptedException {
        Latencies latencies = measured("closed");
        assertThat(longOnes(latencies.fromIntended())).isBetween(1L, MANY);
        assertThat(latencies.fromActual()).isNull();
    }

    @Test
    void aTaskThatWaitsForItsTimeLeavesTheCpuToOthers() throws InterruptedException {
        try (LoopRig rig = new LoopRig(2, Map.of("arrival", "200"))) {
            AtomicInteger others = new AtomicInteger();
            rig.add(counting(operations), Asked.NOTHING);
            rig.add(counting(others), Asked.NOTHING);
            IterationSummary summary = rig.iterate(() -> operations.get() > 10 && others.get() > 10);
            assertThat(summary.tasks())
                    .allSatisfy(task -> assertThat(task.successes()).isGreaterThan(9));
            assertThat(summary.cpus().contextSwitches())
                    .as("operations come with a leave unless they are late")
                    .isGreaterThanOrEqualTo(10);
        }
    }

    @Test
    void theScheduleNeverDriftsAndNobodyIsDropped() {
        Pacer pacer = new Pacer(3, 1, 2);
        pacer.restart(1_000);
        assertThat(pacer.next()).isEqualTo(1_000 + 166_666_666);
        assertThat(pacer.next()).isEqualTo(1_000 + 166_666_666 + 333_333_333);
        assertThat(pacer.next()).isEqualTo(1_000 + 166_666_666 + 666_666_666);
        assertThat(pacer.next()).isEqualTo(1_000 + 166_666_666 + 1_000_000_000);
    }
}
