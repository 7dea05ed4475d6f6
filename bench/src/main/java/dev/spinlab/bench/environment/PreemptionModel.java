package dev.spinlab.bench.environment;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The preemption model of the running kernel, from whatever it lets us read. */
public final class PreemptionModel {
    private static final Pattern CHOSEN = Pattern.compile("\\((\\w+)\\)");
    private static final Set<String> MODES = Set.of("none", "voluntary", "full", "lazy");

    private PreemptionModel() {}

    /**
     * Combines the sources, the surest first.
     *
     * @param schedDebug {@code /sys/kernel/debug/sched/preempt}, for example {@code none voluntary (full)}; only root may
     *     read it
     * @param version the build line, {@code uname -v}
     * @param commandLine {@code /proc/cmdline}
     * @param config the kernel's configuration
     * @return {@code none}, {@code voluntary}, {@code full}, {@code lazy} or {@code rt}, with where it comes from if it can
     *     be changed at boot; null where nothing tells
     */
    public static @Nullable String describe(
            @Nullable String schedDebug,
            @Nullable String version,
            @Nullable String commandLine,
            @Nullable String config) {
        if (schedDebug != null) {
            Matcher chosen = CHOSEN.matcher(schedDebug);
            if (chosen.find()) {
                return chosen.group(1) + " (dynamic, as the scheduler says)";
            }
        }
        String build = version == null ? "" : version;
        if (build.contains("PREEMPT_RT") || isSet(config, "CONFIG_PREEMPT_RT")) {
            return "rt";
        }
        String built = builtIn(config);
        if (build.contains("PREEMPT_DYNAMIC") || isSet(config, "CONFIG_PREEMPT_DYNAMIC")) {
            String booted = KernelCommandLine.value(commandLine, "preempt");
            if (booted != null && MODES.contains(booted)) {
                return booted + " (dynamic, set at boot)";
            }
            return built == null ? "dynamic, mode not readable" : built + " (dynamic, default of the build)";
        }
        if (build.contains("PREEMPT")) {
            return "full";
        }
        return built;
    }

    private static @Nullable String builtIn(@Nullable String config) {
        if (isSet(config, "CONFIG_PREEMPT")) {
            return "full";
        }
        if (isSet(config, "CONFIG_PREEMPT_LAZY")) {
            return "lazy";
        }
        if (isSet(config, "CONFIG_PREEMPT_VOLUNTARY")) {
            return "voluntary";
        }
        return isSet(config, "CONFIG_PREEMPT_NONE") ? "none" : null;
    }

    private static boolean isSet(@Nullable String config, String option) {
        return config != null && ("\n" + config).contains("\n" + option + "=y");
    }
}
