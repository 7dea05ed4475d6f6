package dev.spinlab.bench.environment;

import dev.spinlab.machine.pinning.AffinityPinning;
import dev.spinlab.machine.pinning.Pinning;
import dev.spinlab.machine.realtime.LinuxThreads;
import dev.spinlab.machine.realtime.RealtimeInterrupts;
import dev.spinlab.machine.realtime.RealtimeThreads;
import dev.spinlab.machine.realtime.RealtimeUnavailable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whether this process may have real-time threads, and if not, why not and what to do about it. */
public final class RealtimeAccess {
    private static final String OTHERWISE = "leave it out: interrupts at distances in steps need no permission";

    private final SystemFiles files;
    private final Pinning pinning;
    private final Supplier<RealtimeThreads> threads;

    /**
     * Makes one.
     *
     * @param files the kernel's files
     * @param pinning binds threads
     * @param threads opens the operating system's real-time threads; throws {@link RealtimeUnavailable} if it has none
     */
    RealtimeAccess(SystemFiles files, Pinning pinning, Supplier<RealtimeThreads> threads) {
        this.files = files;
        this.pinning = pinning;
        this.threads = threads;
    }

    /**
     * Asks this machine. It tries on a thread of its own, which ends.
     *
     * @return the answer to come
     */
    public static RealtimeAccess ofThisMachine() {
        return new RealtimeAccess(SystemFiles.ofThisMachine(), new AffinityPinning(), LinuxThreads::open);
    }

    /**
     * Tries.
     *
     * @return null if real-time threads can be had, otherwise the reason and the remedy
     */
    public @Nullable Refusal refusal() {
        try {
            RealtimeInterrupts.check(threads.get(), pinning);
            return null;
        } catch (RealtimeUnavailable unavailable) {
            String reason = String.valueOf(unavailable.getMessage());
            return reason.contains("EPERM") ? permission(reason) : new Refusal(reason, OTHERWISE);
        }
    }

    /**
     * As one of the doctor's findings.
     *
     * @return never one that makes results void
     */
    public Finding finding() {
        Refusal refusal = refusal();
        return refusal == null
                ? new Finding(
                        "real-time",
                        "threads may have real-time priority",
                        "'--interrupts realtime' and the command 'interrupts' work",
                        Finding.Severity.GOOD)
                : new Finding(
                        "real-time",
                        refusal.reason(),
                        "'--interrupts realtime' is left out, and 'interrupts' interrupts in steps only; "
                                + refusal.remedy(),
                        Finding.Severity.NOTE);
    }

    /**
     * Why not.
     *
     * @param reason the reason, a clause
     * @param remedy what to do about it, a clause
     */
    public record Refusal(String reason, String remedy) {}

    private Refusal permission(String reason) {
        Privileges privileges = Privileges.read(files);
        Integer budget = privileges.realTimeRuntimeMicros();
        if (budget != null && budget == 0) {
            return new Refusal(
                    reason + ": kernel.sched_rt_runtime_us is 0, which forbids real-time threads to all",
                    "set it to 950000, or " + OTHERWISE);
        }
        if (Boolean.TRUE.equals(privileges.sysNice())) {
            return new Refusal(
                    reason
                            + " although there is CAP_SYS_NICE: a container or control group allows no real-time threads,"
                            + " or a user namespace holds the capability alone",
                    "run outside it, or " + OTHERWISE);
        }
        return new Refusal(
                reason + ": no CAP_SYS_NICE, and the limit RLIMIT_RTPRIO is " + priorityLimit(),
                "run as root, raise the limit to " + RealtimeInterrupts.WATCHDOG_PRIORITY
                        + " (ulimit -r), give a container --cap-add=SYS_NICE, or " + OTHERWISE);
    }

    private String priorityLimit() {
        String limits = files.read("/proc/self/limits");
        if (limits == null) {
            return "unknown";
        }
        return limits.lines()
                .filter(line -> line.startsWith("Max realtime priority"))
                .map(line ->
                        line.substring("Max realtime priority".length()).strip().split("\\s+", -1)[0])
                .findFirst()
                .orElse("unknown");
    }
}
