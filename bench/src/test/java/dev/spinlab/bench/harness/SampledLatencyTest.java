package dev.spinlab.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spinlab.machine.Errno;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class SampledLatencyTest {
    private static final int ENOUGH = 10_000;

    private final AtomicLong done = new AtomicLong();

    private record Seen(long successes, Histogram nanos, boolean longestKnown, List<Distribution> all) {}

    private Seen measured(String latency) throws InterruptedException {
        done.set(0);
        try (LoopRig rig = new LoopRig(1, Map.of("latency", latency))) {
            TaskLoop loop = rig.add(
                    (cpu, tally) -> {
                        done.incrementAndGet();
                        return Errno.OK;
                    },
                    Asked.NOTHING);
            rig.iterate(() -> done.get() > ENOUGH);
            Latencies latencies = Objects.requireNonNull(loop.latencies());
            return new Seen(
                    loop.result().successes(),
                    latencies.fromIntended(),
                    latencies.longest() != null,
                    Recordings.of(List.of(latencies)));
        }
    }

    @Test
    void oneInSixtyOneIsTimed() throws InterruptedException {
        Seen seen = measured("sampled");
        assertThat(seen.successes()).isGreaterThan(ENOUGH / 2);
        // Operations that the window does not count keep the distance too.
        assertThat(seen.nanos().getTotalCount()).isBetween(seen.successes() / 61 - 1, seen.successes() / 61 + 1);
        assertThat(seen.longestKnown())
                .as("the longest of a sample is not the longest")
                .isFalse();
        assertThat(seen.all()).extracting(Distribution::metric).containsExactly("latencyNanos");
    }

    @Test
    void allAreTimedIfAllAreAskedFor() throws InterruptedException {
        Seen seen = measured("on");
        assertThat(seen.nanos().getTotalCount()).isBetween(seen.successes() - 1, seen.successes());
        assertThat(seen.longestKnown()).isTrue();
    }

    @Test
    void anOpenLoopIsNotSampled() {
        assertThatThrownBy(() -> RigParameters.parse(
                        RigParametersTest.words(Map.of("latency", "sampled", "arrival", "1000")), 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "latency=sampled with arrival=1000: in an open loop every operation is timed; give latency=on");
    }
}
