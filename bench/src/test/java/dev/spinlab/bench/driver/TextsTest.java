package dev.spinlab.bench.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkException;
import org.openjdk.jmh.runner.RunnerException;

class TextsTest {

    @Test
    void times() {
        assertThat(Texts.duration(Duration.ZERO)).isEqualTo("0 s");
        assertThat(Texts.duration(Duration.ofMillis(59_400))).isEqualTo("59 s");
        assertThat(Texts.duration(Duration.ofMillis(59_600))).isEqualTo("1 min 00 s");
        assertThat(Texts.duration(Duration.ofSeconds(185))).isEqualTo("3 min 05 s");
        assertThat(Texts.duration(Duration.ofMinutes(127))).isEqualTo("2 h 07 min");
    }

    @Test
    void quantities() {
        assertThat(Texts.quantity(0)).isEqualTo("0.00");
        assertThat(Texts.quantity(12.34)).isEqualTo("12.3");
        assertThat(Texts.quantity(999.6)).isEqualTo("1.00 k");
        assertThat(Texts.quantity(3_214_000)).isEqualTo("3.21 M");
        assertThat(Texts.quantity(5e16)).isEqualTo("50000 T");
        assertThat(Texts.quantity(Double.NaN)).isEqualTo("?");
    }

    @Test
    void timeLeftFollowsWhatForksReallyTake() {
        Progress progress = new Progress(100, Duration.ofSeconds(1));
        assertThat(progress.left()).isEqualTo(Duration.ofSeconds(100));
        progress.done(2000);
        progress.done(4000);
        assertThat(progress.left()).isEqualTo(Duration.ofSeconds(98 * 3));
        assertThat(progress.line("what", "outcome")).isEqualTo("[  2/100] 4 min 54 s left  what  outcome");
    }

    @Test
    void theFirstMeaningfulLineOfAFailureIsInsideJmhsWrappers() {
        BenchmarkException inner = new BenchmarkException(new IllegalArgumentException("\n  owner is gone\nmore"));
        RunnerException outer = new RunnerException("Benchmark caught the exception", inner);
        assertThat(new ForkFailedException(outer)).hasMessage("IllegalArgumentException: owner is gone");
        assertThat(new ForkFailedException(new RunnerException("ERROR: lock\nx")))
                .hasMessage("ERROR: lock");
    }

    @Test
    void flagsThatAJdkDoesNotKnowAreLeftOut() {
        assertThat(JvmFlags.forJdk(17, 2, false))
                .contains("-XX:+UseSerialGC", "-Xms512m", "-Xmx512m", "-XX:ActiveProcessorCount=2", "-da")
                .noneMatch(flag -> flag.startsWith("--") || flag.contains("HugePages"));
        assertThat(JvmFlags.forJdk(25, 4, true))
                .contains("-XX:ActiveProcessorCount=4", "-XX:+UseTransparentHugePages")
                .contains("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
    }
}
