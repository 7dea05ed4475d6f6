package dev.spinlab.bench.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimingTest {
    private static Case of(Workload workload, int cpus) {
        return CaseTest.of(workload, cpus, 1, Map.of());
    }

    private static Timing warmedUp(int millis) {
        return new Timing(3, Duration.ofMillis(millis), 1, Duration.ofMillis(130));
    }

    @Test
    void aWarmUpHasManyShortIterationsUnlessOperationsAreLong() {
        Case plain = of(Workload.CREATE_DELETE, 1);
        assertThat(warmedUp(600).warmupIterations(plain)).isEqualTo(6);
        assertThat(warmedUp(600).warmupIteration(plain)).isEqualTo(Duration.ofMillis(100));
        assertThat(warmedUp(250).warmupIterations(plain)).isEqualTo(3);
        assertThat(warmedUp(0).warmupIterations(plain)).isZero();
        assertThat(warmedUp(600).warmupIterations(of(Workload.RECOVERY_STUCK_OWNER, 1)))
                .isEqualTo(2);
    }

    @Test
    void severalCpusWarmUpTwiceAsLong() {
        assertThat(warmedUp(600).warmupIteration(of(Workload.CREATE_DELETE, 2))).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void aForkTakesItsWarmUpToo() {
        Case plain = of(Workload.CREATE_DELETE, 1);
        assertThat(warmedUp(600).perFork(plain).minus(warmedUp(0).perFork(plain)))
                .isGreaterThan(Duration.ofMillis(600));
    }
}
