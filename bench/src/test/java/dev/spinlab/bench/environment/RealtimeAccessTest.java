package dev.spinlab.bench.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.machine.pinning.NoPinning;
import dev.spinlab.machine.pinning.Pinning;
import dev.spinlab.machine.realtime.RealtimeThreads;
import dev.spinlab.machine.realtime.RealtimeUnavailable;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One line for each reason why real-time threads cannot be had, and what to do about it. */
class RealtimeAccessTest {
    private static final String NO_CAPABILITY = "Uid:\t1000\t1000\nCapEff:\t0000000000000000\n";
    private static final String SYS_NICE = "Uid:\t0\t0\nCapEff:\t000001ffffffffff\n";
    private static final String LIMITS = """
            Limit                     Soft Limit           Hard Limit           Units
            Max realtime priority     5                    5
            """;

    private final Map<String, String> files = new HashMap<>(Map.of(
            "/proc/self/status", NO_CAPABILITY,
            "/proc/self/limits", LIMITS,
            "/proc/sys/kernel/sched_rt_runtime_us", "950000\n"));

    /** Grants or refuses. */
    private record Answering(@Nullable String refusal) implements RealtimeThreads {
        @Override
        public int threadId() {
            return 1;
        }

        @Override
        public @Nullable String makeRealtime(int priority) {
            return refusal;
        }

        @Override
        public void makeOrdinary(int threadId) {}

        @Override
        public void sleepUntil(long nanos) {}

        @Override
        public long nanoTime() {
            return 1;
        }

        @Override
        public long cpuNanos(int threadId) {
            return 1;
        }

        @Override
        public void limitRealtime(long nanos) {}
    }

    /** Says that every thread is bound. */
    private static final class Obliging implements Pinning {
        @Override
        public Result pin(int physicalCpu) {
            return Result.PINNED;
        }

        @Override
        public int[] allowedCpus() {
            return new int[] {0};
        }
    }

    private String line(Pinning pinning, @Nullable String refusal) {
        RealtimeAccess.Refusal found =
                Objects.requireNonNull(new RealtimeAccess(files::get, pinning, () -> new Answering(refusal)).refusal());
        String line = found.reason() + "; " + found.remedy();
        assertThat(line.lines()).hasSize(1);
        return line;
    }

    @Test
    void whereTheyAreGrantedThereIsNothingToSay() {
        RealtimeAccess access = new RealtimeAccess(files::get, new Obliging(), () -> new Answering(null));

        assertThat(access.refusal()).isNull();
        assertThat(access.finding().severity()).isEqualTo(Finding.Severity.GOOD);
    }

    @Test
    void anOrdinaryUserIsToldTheLimitAndHowToRaiseIt() {
        assertThat(line(new Obliging(), "EPERM"))
                .isEqualTo(
                        "real-time priority 70 was refused (EPERM): no CAP_SYS_NICE, and the limit RLIMIT_RTPRIO is 5;"
                                + " run as root, raise the limit to 70 (ulimit -r), give a container --cap-add=SYS_NICE, or leave"
                                + " it out: interrupts at distances in steps need no permission");
        files.remove("/proc/self/limits");
        assertThat(line(new Obliging(), "EPERM")).contains("RLIMIT_RTPRIO is unknown");
    }

    @Test
    void aContainerThatHoldsTheCapabilityInVainIsNamed() {
        files.put("/proc/self/status", SYS_NICE);

        assertThat(line(new Obliging(), "EPERM")).contains("although there is CAP_SYS_NICE", "run outside it");
    }

    @Test
    void aKernelThatForbidsThemToAllIsNamed() {
        files.put("/proc/self/status", SYS_NICE);
        files.put("/proc/sys/kernel/sched_rt_runtime_us", "0\n");

        assertThat(line(new Obliging(), "EPERM")).contains("kernel.sched_rt_runtime_us is 0", "set it to 950000");
    }

    @Test
    void anotherSystemOrNoBindingIsNamed() {
        assertThat(line(new NoPinning("no such call"), null)).contains("cannot be bound to CPU 0 (no such call)");
        RealtimeAccess elsewhere = new RealtimeAccess(files::get, new Obliging(), () -> {
            throw new RealtimeUnavailable("this is Plan 9");
        });
        assertThat(elsewhere.refusal())
                .extracting(RealtimeAccess.Refusal::reason)
                .isEqualTo("this is Plan 9");
        assertThat(elsewhere.finding().severity()).isEqualTo(Finding.Severity.NOTE);
    }
}
