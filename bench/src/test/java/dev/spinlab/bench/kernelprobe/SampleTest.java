package dev.spinlab.bench.kernelprobe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.results.kernel.KernelCalls;
import dev.spinlab.results.kernel.Range;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SampleTest {
    private static Sample sample(long calls, Map<String, Long> failures, double refusedNanos, double nanosPerCall) {
        return new Sample(calls, new TreeMap<>(failures), calls * nanosPerCall, refusedNanos, nanosPerCall);
    }

    @Test
    void countsAreSummedSharesPooledAndTimesTheMedianOfTheRounds() {
        KernelCalls all = Sample.together(List.of(
                sample(100, Map.of("create NULL", 10L), 50, 10),
                sample(300, Map.of("create NULL", 3L, "delete EBUSY", 3L), 10, 30),
                sample(200, Map.of(), 0, 20)));
        assertThat(all.calls()).isEqualTo(600);
        assertThat(all.failures()).containsExactly(Map.entry("create NULL", 13L), Map.entry("delete EBUSY", 3L));
        assertThat(all.refusedShare()).isEqualTo(new Range(16 / 600.0, 0, 0.1));
        assertThat(all.refusedTimeShare()).isEqualTo(60 / 14_000.0);
        assertThat(all.nanosPerCall()).isEqualTo(new Range(20, 10, 30));
    }

    @Test
    void timeThatIsNotToldApartInOneRoundIsNotToldApart() {
        assertThat(Sample.together(List.of(
                                sample(10, Map.of("lookup NULL", 1L), Double.NaN, 1), sample(10, Map.of(), 0, 1)))
                        .refusedTimeShare())
                .isNull();
    }

    @Test
    void roundingPutsNoShareBeyondItsRounds() {
        Sample third = sample(3, Map.of("create NULL", 1L), 0, 1);
        Range share = Sample.together(List.of(third, third, third)).refusedShare();
        assertThat(share).isEqualTo(new Range(1 / 3.0, 1 / 3.0, 1 / 3.0));
    }

    @Test
    void aPlanDividesItsBudget() {
        ProbePlan plan = ProbePlan.full(Duration.ofSeconds(21));
        assertThat(plan.loops()).hasSize(60).doesNotHaveDuplicates();
        assertThat(plan.calls()).hasSize(10).doesNotHaveDuplicates();
        assertThat(plan.millisPerRound()).isEqualTo(100);
        assertThat(plan.isTooShort()).isFalse();
        assertThat(ProbePlan.full(Duration.ofSeconds(4)).isTooShort()).isTrue();
        assertThat(plan.threads()).isEqualTo(4);
        assertThat(ProbePlan.ofClaims(Duration.ofSeconds(10)).loops()).allMatch(loop -> loop.cpus() == 1);
    }
}
