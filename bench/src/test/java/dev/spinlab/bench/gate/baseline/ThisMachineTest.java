package dev.spinlab.bench.gate.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.bench.driver.JvmFlags;
import dev.spinlab.bench.environment.EnvironmentReader;
import dev.spinlab.results.gate.machine.Fingerprint;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThisMachineTest {
    private static final String CPU = "/sys/devices/system/cpu/";

    /** Two cores with two threads each, as the kernel describes them. */
    private static Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        StringBuilder info = new StringBuilder();
        for (int cpu = 0; cpu < 4; cpu++) {
            info.append("processor\t: ").append(cpu).append("\nmodel name\t: AMD EPYC\n\n");
            String siblings = cpu < 2 ? "0-1\n" : "2-3\n";
            String root = CPU + "cpu" + cpu + "/";
            files.put(root + "topology/core_id", cpu / 2 + "\n");
            files.put(root + "topology/physical_package_id", "0\n");
            files.put(root + "topology/thread_siblings_list", siblings);
            cache(files, root + "cache/index0/", "1", "Data", "32K", siblings);
            cache(files, root + "cache/index1/", "3", "Unified", "32768K", "0-3\n");
        }
        files.put("/proc/cpuinfo", info.toString());
        files.put("/proc/self/status", "Pid:\t100\nCpus_allowed_list:\t0-3\n");
        files.put("/proc/loadavg", "0.10 0.20 0.30 1/100 100\n");
        files.put("/proc/stat", "cpu  1 2 3 4 5 6 7 8 0 0\n");
        files.put("/proc/cmdline", "quiet mitigations=off\n");
        files.put("/proc/sys/kernel/osrelease", "6.18.1-amd64\n");
        files.put("/proc/sys/kernel/version", "#1 SMP PREEMPT_DYNAMIC\n");
        files.put(CPU + "online", "0-3\n");
        files.put("/sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never\n");
        return files;
    }

    private static void cache(
            Map<String, String> files, String root, String level, String type, String size, String sharing) {
        files.put(root + "level", level + "\n");
        files.put(root + "type", type + "\n");
        files.put(root + "size", size + "\n");
        files.put(root + "shared_cpu_list", sharing);
    }

    private static Fingerprint of(Map<String, String> files) {
        return of(files, Instant.EPOCH);
    }

    private static Fingerprint of(Map<String, String> files, Instant now) {
        return of(new EnvironmentReader(files::get, Clock.fixed(now, ZoneOffset.UTC)));
    }

    private static Fingerprint of(EnvironmentReader reader) {
        return reader.fingerprint(JvmFlags.forGates(reader));
    }

    @Test
    void aHundredReadingsOfThisMachineAreOne() {
        Set<Fingerprint> readings = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            readings.add(of(EnvironmentReader.ofThisMachine()));
        }
        assertThat(readings).hasSize(1);
    }

    @Test
    void loadTimeAndProcessDoNotMatter() {
        Set<Fingerprint> readings = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            Map<String, String> files = files();
            files.put("/proc/self/status", "Pid:\t" + (100 + i) + "\nCpus_allowed_list:\t0-3\n");
            files.put("/proc/loadavg", i + ".10 0.20 0.30 1/100 " + (100 + i) + "\n");
            files.put("/proc/stat", "cpu  " + i + " 2 3 4 5 6 7 " + i + " 0 0\n");
            readings.add(of(files, Instant.ofEpochSecond(i)));
        }
        assertThat(readings).containsExactly(of(files()));
    }

    @Test
    void everyPartIsKnown() {
        assertThat(of(files()).parts())
                .containsEntry("CPU model", "AMD EPYC")
                .containsEntry("CPUs online", "4")
                .containsEntry("CPUs allowed", "4")
                .containsEntry("CPU topology", "2/2+2/2")
                .containsEntry("caches", "L1 Data 32K/2, L3 Unified 32768K/4")
                .containsEntry("kernel", "6.18")
                .containsEntry("boot parameters", "mitigations=off")
                .containsEntry("JVM version", System.getProperty("java.runtime.version"))
                .containsEntry("JVM vendor", System.getProperty("java.vm.vendor"))
                .hasEntrySatisfying(
                        "JVM flags",
                        flags -> assertThat(flags)
                                .contains(
                                        "-XX:+UseSerialGC", "-XX:ActiveProcessorCount=4", "+UseTransparentHugePages"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/proc/cpuinfo|AMD EPYC|AMD EPYC 2|CPU model",
                "/proc/self/status|0-3|0-2|CPUs allowed, CPU topology, JVM flags",
                "/sys/devices/system/cpu/online|0-3|0-2|CPUs online, CPU topology",
                "/sys/devices/system/cpu/cpu2/topology/thread_siblings_list|2-3|2|CPU topology",
                "/sys/devices/system/cpu/cpu0/cache/index0/size|32K|48K|caches",
                "/sys/devices/system/cpu/cpu0/cache/index1/shared_cpu_list|0-3|0-1|caches",
                "/proc/sys/kernel/osrelease|6.18.1|6.19.1|kernel",
                "/proc/cmdline|mitigations=off|mitigations=auto|boot parameters",
                "/sys/kernel/mm/transparent_hugepage/enabled|always [madvise] never|always madvise [never]|JVM flags"
            })
    void whatMattersChangesIt(String file, String from, String to, String parts) {
        Map<String, String> files = files();
        String text = String.valueOf(files.get(file));
        assertThat(text).contains(from);
        files.put(file, text.replace(from, to));
        Fingerprint other = of(files);
        assertThat(other.id()).isNotEqualTo(of(files()).id());
        List<String> changed = new ArrayList<>();
        other.parts().forEach((name, value) -> {
            if (!value.equals(of(files()).parts().get(name))) {
                changed.add(name);
            }
        });
        assertThat(String.join(", ", changed)).isEqualTo(parts);
    }

    @ParameterizedTest
    @CsvSource({"java.runtime.version, JVM version", "java.vm.vendor, JVM vendor", "java.vm.name, JVM name"})
    void theJvmChangesIt(String property, String part) {
        Fingerprint before = of(files());
        String value = System.getProperty(property);
        System.setProperty(property, "another");
        try {
            assertThat(Fingerprint.differences(before, of(files())))
                    .containsExactly(part + ": " + value + " against another");
        } finally {
            System.setProperty(property, value);
        }
    }

    @Test
    void aMachineThatTellsNothingHasOneToo() {
        assertThat(of(Map.of()).parts()).containsEntry("caches", "unknown").containsEntry("CPU model", "unknown");
    }
}
