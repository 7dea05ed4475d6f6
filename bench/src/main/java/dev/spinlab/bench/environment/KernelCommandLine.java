package dev.spinlab.bench.environment;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters a kernel was booted with, as far as they bear on timing; the others may be private and are left out. */
public final class KernelCommandLine {
    private static final Set<String> KEYS = Set.of(
            "amd_pstate",
            "clocksource",
            "hpet",
            "hugepages",
            "idle",
            "intel_pstate",
            "irqaffinity",
            "isolcpus",
            "kpti",
            "lapic",
            "maxcpus",
            "mce",
            "mitigations",
            "no_timer_check",
            "nohz",
            "nohz_full",
            "nohlt",
            "nosmt",
            "nosoftlockup",
            "nospectre_v2",
            "nopti",
            "nr_cpus",
            "nowatchdog",
            "nmi_watchdog",
            "numa",
            "numa_balancing",
            "preempt",
            "psi",
            "pti",
            "rcu_nocbs",
            "rcu_nocb_poll",
            "retbleed",
            "skew_tick",
            "spec_store_bypass_disable",
            "spectre_v2",
            "threadirqs",
            "transparent_hugepage",
            "tsc");

    private static final List<String> PREFIXES = List.of(
            "cpufreq.", "cpuidle", "haltpoll.", "intel_idle.", "processor.", "rcutree.", "sched_", "workqueue.");

    private KernelCommandLine() {}

    /**
     * Picks the parameters that bear on timing.
     *
     * @param text content of {@code /proc/cmdline}, null where there is none
     * @return the parameters in their order, as they were given
     */
    public static List<String> timing(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return List.of();
        }
        return Arrays.stream(text.strip().split("\\s+", -1))
                .filter(KernelCommandLine::bearsOnTiming)
                .toList();
    }

    /**
     * Finds one parameter.
     *
     * @param text content of {@code /proc/cmdline}, null where there is none
     * @param key name of the parameter
     * @return its last value, or null where it was not given
     */
    public static @Nullable String value(@Nullable String text, String key) {
        if (text == null) {
            return null;
        }
        String found = null;
        for (String parameter : text.strip().split("\\s+", -1)) {
            if (parameter.startsWith(key + "=")) {
                found = parameter.substring(key.length() + 1);
            }
        }
        return found;
    }

    private static boolean bearsOnTiming(String parameter) {
        int equals = parameter.indexOf('=');
        String key = equals < 0 ? parameter : parameter.substring(0, equals);
        return KEYS.contains(key) || PREFIXES.stream().anyMatch(key::startsWith);
    }
}
