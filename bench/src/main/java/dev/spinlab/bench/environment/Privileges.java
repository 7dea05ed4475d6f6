package dev.spinlab.bench.environment;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel lets this process do.
 *
 * @param root whether it runs as root; null where unknown
 * @param sysNice whether it may raise priorities (CAP_SYS_NICE); null where unknown
 * @param perfEventParanoid {@code kernel.perf_event_paranoid}, null where unknown
 * @param realTimeRuntimeMicros microseconds per period that real-time threads may run, -1 without limit, null where unknown
 */
public record Privileges(
        @Nullable Boolean root,
        @Nullable Boolean sysNice,
        @Nullable Integer perfEventParanoid,
        @Nullable Integer realTimeRuntimeMicros) {
    private static final int CAP_SYS_NICE = 23;

    /**
     * Reads the privileges.
     *
     * @param files the kernel's files
     * @return what they tell
     */
    public static Privileges read(SystemFiles files) {
        String uid = field(files.read("/proc/self/status"), "Uid:");
        return new Privileges(
                uid == null ? null : uid.split("\\s+", -1)[0].equals("0"),
                mayUse(files, CAP_SYS_NICE),
                number(files.line("/proc/sys/kernel/perf_event_paranoid")),
                number(files.line("/proc/sys/kernel/sched_rt_runtime_us")));
    }

    /**
     * Whether this process has a capability.
     *
     * @param files the kernel's files
     * @param capability its number
     * @return null where unknown
     */
    public static @Nullable Boolean mayUse(SystemFiles files, int capability) {
        String effective = field(files.read("/proc/self/status"), "CapEff:");
        return (effective == null || !effective.matches("[0-9a-fA-F]{1,32}"))
                ? null
                : new BigInteger(effective, 16).testBit(capability);
    }

    private static @Nullable String field(@Nullable String status, String name) {
        if (status == null) {
            return null;
        }
        return status.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip())
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Integer number(@Nullable String text) {
        return text != null && text.matches("-?\\d{1,9}") ? Integer.valueOf(text) : null;
    }
}
