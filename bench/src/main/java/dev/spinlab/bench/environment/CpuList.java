package dev.spinlab.bench.environment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kernel's notation for sets of CPUs, for example {@code 0-3,8,10-11}. */
public final class CpuList {
    /** No machine has more CPUs; a longer range is a damaged text. */
    private static final int LIMIT = 1 << 16;

    private CpuList() {}

    /**
     * Parses a list.
     *
     * @param text the kernel's text, null where the machine has none
     * @return CPU numbers, ascending without repetition; empty for null, blank or damaged text
     */
    public static List<Integer> parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return List.of();
        }
        List<Integer> cpus = new ArrayList<>();
        for (String part : text.strip().split(",", -1)) {
            String[] ends = part.strip().split("-", 2);
            int first = number(ends[0]);
            int last = ends.length == 1 ? first : number(ends[1]);
            if (first < 0 || last < first) {
                return List.of();
            }
            for (int cpu = first; cpu <= last; cpu++) {
                cpus.add(cpu);
            }
        }
        return cpus.stream().distinct().sorted(Comparator.naturalOrder()).toList();
    }

    private static int number(String digits) {
        if (digits.isEmpty() || digits.length() > 5 || !digits.chars().allMatch(Character::isDigit)) {
            return -1;
        }
        int value = Integer.parseInt(digits);
        return value < LIMIT ? value : -1;
    }
}
