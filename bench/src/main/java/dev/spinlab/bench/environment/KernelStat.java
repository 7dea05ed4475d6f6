package dev.spinlab.bench.environment;

import org.jspecify.annotations.Nullable;

/**
 * The first line of {@code /proc/stat}: CPU time of all CPUs since boot.
 *
 * @param steal ticks taken by the hypervisor
 * @param total ticks in all, idle ones included
 */
public record KernelStat(long steal, long total) {
    private static final int STEAL = 8;

    /**
     * Parses the file.
     *
     * @param text content of {@code /proc/stat}, null where there is none
     * @return the two sums, or null where the text does not hold them
     */
    public static @Nullable KernelStat parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String first = text.lines().findFirst().orElse("");
        String[] fields = first.strip().split("\\s+", -1);
        if (!fields[0].equals("cpu") || fields.length <= STEAL) {
            return null;
        }
        long total = 0;
        // The guest columns after the eighth are contained in the first two.
        for (int i = 1; i <= STEAL; i++) {
            if (!fields[i].matches("\\d{1,18}")) {
                return null;
            }
            total += Long.parseLong(fields[i]);
        }
        return new KernelStat(Long.parseLong(fields[STEAL]), total);
    }

    /**
     * The share of CPU time that was taken, in percent.
     *
     * @return 0 to 100, or null if no time has passed
     */
    public @Nullable Double stealPercent() {
        return total == 0 ? null : 100.0 * steal / total;
    }

    /**
     * What has been added since an earlier reading.
     *
     * @param earlier the earlier reading
     * @return the difference
     */
    public KernelStat since(KernelStat earlier) {
        return new KernelStat(steal - earlier.steal, total - earlier.total);
    }
}
