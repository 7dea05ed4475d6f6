package dev.spinlab.bench.peers;

import static dev.spinlab.bench.peers.Probe.Iterations.LONG;
import static dev.spinlab.bench.peers.Probe.Iterations.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.results.run.JmhResult;
import dev.spinlab.results.run.Metric;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SampleTest {
    private static JmhResult result(int threads, SortedMap<String, Metric> secondary, Double... scores) {
        return new JmhResult(
                "a.B.run", "b", threads, new TreeMap<>(), new Metric("ops/s", List.of(List.of(scores))), secondary);
    }

    private static SortedMap<String, Metric> one(String name, Double... values) {
        SortedMap<String, Metric> map = new TreeMap<>();
        map.put(name, new Metric("x", List.of(List.of(values))));
        return map;
    }

    @Test
    void shortIterationsGiveTheTimeOfTheBestAndLongOnesThatOfTheMedian() throws ForkFailedException {
        Double[] rates = {1e9 / 4, 1e9 / 100, 1e9 / 2};
        assertThat(Sample.of(SHORT, result(1, new TreeMap<>(), rates)).nanos()).isEqualTo(2);
        assertThat(Sample.of(LONG, result(1, new TreeMap<>(), rates)).nanos()).isEqualTo(4);
    }

    @Test
    void ratesOfAllThreadsBecomeTheTimeOfOne() throws ForkFailedException {
        assertThat(Sample.of(SHORT, result(2, new TreeMap<>(), 1e8)).nanos()).isEqualTo(20);
    }

    @Test
    void whatWasAllocatedAndHowEvenlyIsReadWhereItWasAsked() throws ForkFailedException {
        Sample plain = Sample.of(SHORT, result(1, one("gc.alloc.rate.norm", 0.001, 24.0, 24.1), 3.0));
        assertThat(plain.bytes()).isEqualTo(24);
        assertThat(plain.jain()).isNaN();
        assertThat(Sample.of(SHORT, result(1, one("gc.alloc.rate.norm", 16.0), 3.0))
                        .bytes())
                .isEqualTo(16);
        assertThat(Sample.of(SHORT, result(1, one("jain", 0.99), 3.0)).jain()).isEqualTo(0.99);
    }

    @Test
    void aForkThatDidNothingHasFailed() {
        assertThatExceptionOfType(ForkFailedException.class)
                .isThrownBy(() -> Sample.of(SHORT, result(1, new TreeMap<>(), 0.0)))
                .withMessageContaining("an operation of b took");
    }
}
