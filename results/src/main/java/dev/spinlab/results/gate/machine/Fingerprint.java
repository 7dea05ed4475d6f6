package dev.spinlab.results.gate.machine;

import dev.spinlab.results.run.Environment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A machine and its JVM as far as they matter to speed.
 *
 * <p>In it are: CPU model, architecture, how many CPUs are online and may be used and how these share cores and caches,
 * frequency governor and boost, hypervisor, system and kernel release (major and minor), preemption model, boot parameters that
 * bear on timing, JVM vendor, name, version, flags and assertions. Not in it are load, steal, times, the commit, pinning,
 * the numbers of CPUs, the patch level of the kernel, where the preemption model was read from, and any order that means
 * nothing.
 *
 * @param id the first 12 hexadecimal digits of a SHA-256 over the parts
 * @param parts the parts in words, by name, in a fixed order
 */
public record Fingerprint(String id, Map<String, String> parts) {
    /** What stands for a part that the machine does not tell. */
    static final String UNKNOWN = "unknown";

    private static final int DIGITS = 12;
    private static final Pattern RELEASE = Pattern.compile("(\\d+\\.\\d+).*");

    /** Copies the map. */
    public Fingerprint {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    /**
     * The fingerprint of what was recorded.
     *
     * @param cpu the processor
     * @param caches its caches in words, without numbers of CPUs; null where unknown
     * @param system the operating system
     * @param jvm the Java virtual machine of the forks
     * @return the fingerprint
     */
    public static Fingerprint of(
            Environment.Cpu cpu, @Nullable String caches, Environment.OperatingSystem system, Environment.Jvm jvm) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("CPU model", known(cpu.model()));
        parts.put("architecture", cpu.architecture());
        parts.put("CPUs online", Integer.toString(cpu.logicalCpus()));
        parts.put("CPUs allowed", Integer.toString(cpu.allowedCpus().size()));
        parts.put("CPU topology", CpuShape.of(cpu));
        parts.put("caches", known(caches));
        parts.put("governor", known(cpu.governor()));
        parts.put("boost", known(cpu.boost()));
        parts.put("hypervisor", known(cpu.hypervisor()));
        parts.put("system", system.name());
        parts.put("kernel", release(system.release()));
        parts.put("preemption", model(system.preemption()));
        parts.put("boot parameters", String.join(" ", new TreeSet<>(system.commandLine())));
        parts.put("JVM vendor", jvm.vendor());
        parts.put("JVM name", jvm.name());
        parts.put("JVM version", jvm.version());
        parts.put("JVM flags", JvmFlagSet.of(jvm.flags()));
        parts.put("assertions", jvm.assertions() ? "on" : "off");
        return new Fingerprint(id(parts), parts);
    }

    /**
     * The id that parts have.
     *
     * @param parts the parts by name, in order
     * @return 12 hexadecimal digits
     */
    static String id(Map<String, String> parts) {
        StringBuilder text = new StringBuilder();
        parts.forEach(
                (name, value) -> text.append(name).append('=').append(value).append('\n'));
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * What differs, in words.
     *
     * @param a a machine
     * @param b another one
     * @return for example {@code kernel: 6.12 against 6.18}, in the order of the parts; empty if nothing differs
     */
    public static List<String> differences(Fingerprint a, Fingerprint b) {
        Map<String, String> names = new LinkedHashMap<>(a.parts());
        names.putAll(b.parts());
        List<String> differences = new ArrayList<>();
        for (String name : names.keySet()) {
            String ofA = a.parts().getOrDefault(name, UNKNOWN);
            String ofB = b.parts().getOrDefault(name, UNKNOWN);
            if (!ofA.equals(ofB)) {
                differences.add(name + ": " + shown(ofA) + " against " + shown(ofB));
            }
        }
        return differences;
    }

    private static String shown(String value) {
        return value.isEmpty() ? "none" : value;
    }

    private static String known(@Nullable Object value) {
        return Objects.toString(value, UNKNOWN);
    }

    private static String release(String release) {
        Matcher matcher = RELEASE.matcher(release);
        return matcher.matches() ? matcher.group(1) : release;
    }

    /** The model without where it was read from, which depends on who reads. */
    private static String model(@Nullable String preemption) {
        return preemption == null ? UNKNOWN : preemption.replaceFirst(" \\(.*", "");
    }
}
