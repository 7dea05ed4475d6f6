package dev.spinlab.results.gate.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.results.run.Environment.Cpu;
import dev.spinlab.results.run.Environment.Jvm;
import dev.spinlab.results.run.Environment.LogicalCpu;
import dev.spinlab.results.run.Environment.OperatingSystem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {
    private static final Fingerprint HERE = Machines.fingerprint();

    @Test
    void isGolden() {
        assertThat(HERE.parts().toString())
                .isEqualTo("{CPU model=AMD EPYC, architecture=amd64, CPUs online=4, CPUs allowed=3, "
                        + "CPU topology=1/2+2/2, caches=L1 Data 32K/2, L3 Unified 32768K/4, governor=performance, boost=true, hypervisor=KVM, system=Linux, "
                        + "kernel=6.18, preemption=none, boot parameters=isolcpus=1 nohz_full=1, JVM vendor=Debian, "
                        + "JVM name=OpenJDK 64-Bit Server VM, JVM version=17.0.15+6, "
                        + "JVM flags=-XX:+UseSerialGC -Xms512m -Xmx512m -da, assertions=off}");
        assertThat(HERE.id()).isEqualTo("4b4edbe0c81b").matches("[0-9a-f]{12}");
        // printf 'a=1\nb=\n' | sha256sum
        assertThat(Fingerprint.id(new TreeMap<>(Map.of("a", "1", "b", "")))).isEqualTo("0b963b8fd4d1");
    }

    @Test
    void isTheSameOverAHundredReadings() {
        for (int i = 0; i < 100; i++) {
            assertThat(Machines.fingerprint()).isEqualTo(HERE);
        }
    }

    @Test
    void numbersAndOrderOfCpusDoNotMatter() {
        Cpu cpu = Machines.CPU;
        List<LogicalCpu> renumbered = List.of(
                new LogicalCpu(7, 5, 3, 1, List.of(9, 7)),
                new LogicalCpu(4, 9, 3, 1, List.of(4, 6)),
                new LogicalCpu(9, 5, 3, 1, List.of(7, 9)),
                new LogicalCpu(6, 9, 3, 1, List.of(4, 6)));
        assertThat(Machines.of(new Cpu(
                        cpu.model(),
                        cpu.architecture(),
                        4,
                        List.of(9, 6, 4),
                        renumbered,
                        cpu.governor(),
                        cpu.boost(),
                        cpu.hypervisor())))
                .isEqualTo(HERE);
    }

    @ParameterizedTest
    @CsvSource({"6.18.0", "6.18", "6.18.99-other"})
    void patchLevelsOfTheKernelDoNotMatter(String release) {
        OperatingSystem system = Machines.SYSTEM;
        assertThat(Machines.of(new OperatingSystem("Linux", release, system.preemption(), system.commandLine())))
                .isEqualTo(HERE);
    }

    @Test
    void whereThePreemptionModelWasReadAndTheOrderOfBootParametersDoNotMatter() {
        assertThat(Machines.of(new OperatingSystem(
                        "Linux", "6.18.44", "none (dynamic, set at boot)", List.of("isolcpus=1", "nohz_full=1"))))
                .isEqualTo(HERE);
        assertThat(Machines.of(new OperatingSystem("Linux", "6.18.44", "none", Machines.SYSTEM.commandLine())))
                .isEqualTo(HERE);
    }

    @Test
    void theOrderOfFlagsDoesNotMatterUnlessOneIsGivenTwice() {
        assertThat(jvmFlags("-da", "-Xmx512m", "-Xms512m", "-XX:+UseSerialGC")).isEqualTo(HERE);
        assertThat(jvmFlags("-Xmx1g", "-da", "-Xmx512m", "-Xms512m", "-XX:-UseSerialGC", "-XX:+UseSerialGC"))
                .isEqualTo(HERE);
        assertThat(jvmFlags("-XX:+UseSerialGC", "-Xms512m", "-Xmx512m", "-Xmx1g", "-da"))
                .isNotEqualTo(HERE);
    }

    @ParameterizedTest
    @CsvSource({
        "-Xmx1g -Xmx2g,-Xmx2g",
        "-Xms1g -Xms2g,-Xms2g",
        "-Xmn1g -Xmn2g,-Xmn2g",
        "-Xss1m -Xss2m,-Xss2m",
        "-Xmn1g -Xms1g -Xmx1g -Xss1m,-Xmn1g -Xms1g -Xmx1g -Xss1m",
        "-XX:+A -XX:-A,-XX:-A",
        "-XX:-A -XX:+B,-XX:-A -XX:+B",
        "-XX:A=1 -XX:A=2 -XX:B=1,-XX:A=2 -XX:B=1",
        "-Da=1 -Da=2 -Db=1,-Da=2 -Db=1",
        "--enable-native-access=x --enable-native-access=y,--enable-native-access=y",
        "-Xshare:auto -Xshare:off,-Xshare:off",
        "-da -ea,-da -ea",
        "-da -da,-da"
    })
    void ofAFlagGivenTwiceTheLastHolds(String given, String left) {
        assertThat(JvmFlagSet.of(List.of(given.split(" ", -1)))).isEqualTo(left);
    }

    @Test
    void theCpuModelMatters() {
        differsIn(
                Machines.of(cpu("Intel", "amd64", 4, "performance", true, "KVM")), "CPU model: AMD EPYC against Intel");
        differsIn(
                Machines.of(cpu(null, "amd64", 4, "performance", true, "KVM")), "CPU model: AMD EPYC against unknown");
    }

    @Test
    void theArchitectureMatters() {
        differsIn(
                Machines.of(cpu("AMD EPYC", "aarch64", 4, "performance", true, "KVM")),
                "architecture: amd64 against aarch64");
    }

    @Test
    void theNumberOfCpusOnlineMatters() {
        differsIn(Machines.of(cpu("AMD EPYC", "amd64", 8, "performance", true, "KVM")), "CPUs online: 4 against 8");
    }

    @Test
    void theNumberOfCpusAllowedMatters() {
        Cpu cpu = Machines.CPU;
        differsIn(
                Machines.of(allowed(List.of(0, 2), cpu.topology())),
                "CPUs allowed: 3 against 2",
                "CPU topology: 1/2+2/2 against 1/2+1/2");
    }

    @Test
    void theTopologyMatters() {
        differsIn(
                Machines.of(allowed(
                        List.of(0, 1, 2),
                        List.of(
                                new LogicalCpu(0, 0, 0, 0, List.of(0)),
                                new LogicalCpu(1, 1, 0, 0, List.of(1)),
                                new LogicalCpu(2, 2, 0, 0, List.of(2))))),
                "CPU topology: 1/2+2/2 against 1/1+1/1+1/1");
        differsIn(Machines.of(allowed(List.of(0, 1, 2), List.of())), "CPU topology: 1/2+2/2 against unknown");
    }

    @ParameterizedTest
    @CsvSource({"0,1,0,1,'1/1, 1/1'", "0,0,0,1,'1/1, 1/1'", "0,0,0,0,1/1+1/1", "-1,-1,-1,-1,1/1+1/1"})
    void socketsAndNodesAreToldApart(int socketA, int socketB, int nodeA, int nodeB, String shape) {
        int core = socketA < 0 ? -1 : 0;
        assertThat(CpuShape.of(allowed(
                        List.of(0, 1),
                        List.of(
                                new LogicalCpu(0, core, socketA, nodeA, List.of(0)),
                                new LogicalCpu(1, core < 0 ? -1 : 1, socketB, nodeB, List.of(1))))))
                .isEqualTo(shape);
    }

    @Test
    void siblingsShareACoreThatIsNotKnown() {
        assertThat(CpuShape.of(allowed(
                        List.of(0, 1, 2),
                        List.of(
                                new LogicalCpu(0, -1, 0, 0, List.of(0, 1)),
                                new LogicalCpu(1, -1, 0, 0, List.of(1, 0)),
                                new LogicalCpu(2, -1, 0, 0, List.of(2))))))
                .isEqualTo("1/1+2/2");
    }

    @Test
    void theCachesMatter() {
        differsIn(
                Fingerprint.of(Machines.CPU, "L1 Data 48K/2, L3 Unified 32768K/4", Machines.SYSTEM, Machines.JVM),
                "caches: L1 Data 32K/2, L3 Unified 32768K/4 against L1 Data 48K/2, L3 Unified 32768K/4");
        differsIn(
                Fingerprint.of(Machines.CPU, null, Machines.SYSTEM, Machines.JVM),
                "caches: L1 Data 32K/2, L3 Unified 32768K/4 against unknown");
    }

    @Test
    void theGovernorMatters() {
        differsIn(
                Machines.of(cpu("AMD EPYC", "amd64", 4, "powersave", true, "KVM")),
                "governor: performance against powersave");
        differsIn(Machines.of(cpu("AMD EPYC", "amd64", 4, null, true, "KVM")), "governor: performance against unknown");
    }

    @Test
    void boostMatters() {
        differsIn(Machines.of(cpu("AMD EPYC", "amd64", 4, "performance", false, "KVM")), "boost: true against false");
        differsIn(Machines.of(cpu("AMD EPYC", "amd64", 4, "performance", null, "KVM")), "boost: true against unknown");
    }

    @Test
    void theHypervisorMatters() {
        differsIn(
                Machines.of(cpu("AMD EPYC", "amd64", 4, "performance", true, null)), "hypervisor: KVM against unknown");
    }

    @Test
    void theSystemMatters() {
        OperatingSystem s = Machines.SYSTEM;
        differsIn(
                Machines.of(new OperatingSystem("BSD", s.release(), s.preemption(), s.commandLine())),
                "system: Linux against BSD");
    }

    @ParameterizedTest
    @CsvSource({"6.19.44,6.19", "5.18.44,5.18", "6.1.8,6.1", "rolling,rolling"})
    void theKernelReleaseMatters(String release, String shown) {
        OperatingSystem s = Machines.SYSTEM;
        differsIn(
                Machines.of(new OperatingSystem(s.name(), release, s.preemption(), s.commandLine())),
                "kernel: 6.18 against " + shown);
    }

    @Test
    void thePreemptionModelMatters() {
        OperatingSystem s = Machines.SYSTEM;
        differsIn(
                Machines.of(new OperatingSystem(s.name(), s.release(), "full (dynamic, set at boot)", s.commandLine())),
                "preemption: none against full");
        differsIn(
                Machines.of(new OperatingSystem(s.name(), s.release(), null, s.commandLine())),
                "preemption: none against unknown");
    }

    @Test
    void bootParametersMatter() {
        OperatingSystem s = Machines.SYSTEM;
        differsIn(
                Machines.of(new OperatingSystem(s.name(), s.release(), s.preemption(), List.of())),
                "boot parameters: isolcpus=1 nohz_full=1 against none");
    }

    @Test
    void theJvmMatters() {
        Jvm j = Machines.JVM;
        differsIn(
                Machines.of(new Jvm("Azul", j.name(), j.version(), j.flags(), false)),
                "JVM vendor: Debian against Azul");
        differsIn(
                Machines.of(new Jvm(j.vendor(), "J9", j.version(), j.flags(), false)),
                "JVM name: OpenJDK 64-Bit Server VM against J9");
        differsIn(
                Machines.of(new Jvm(j.vendor(), j.name(), "17.0.16+1", j.flags(), false)),
                "JVM version: 17.0.15+6 against 17.0.16+1");
        differsIn(
                Machines.of(new Jvm(j.vendor(), j.name(), j.version(), List.of("-Xmx1g"), false)),
                "JVM flags: -XX:+UseSerialGC -Xms512m -Xmx512m -da against -Xmx1g");
        differsIn(
                Machines.of(new Jvm(j.vendor(), j.name(), j.version(), j.flags(), true)), "assertions: off against on");
    }

    @Test
    void partsThatOnlyOneHasAreDifferences() {
        Fingerprint a = new Fingerprint("a", Map.of("x", "1"));
        Fingerprint b = new Fingerprint("b", Map.of("y", "2"));
        assertThat(Fingerprint.differences(a, b)).containsExactly("x: 1 against unknown", "y: unknown against 2");
        assertThat(Fingerprint.differences(a, a)).isEmpty();
    }

    private static void differsIn(Fingerprint other, String... differences) {
        assertThat(Fingerprint.differences(HERE, other)).containsExactly(differences);
        assertThat(other.id()).isNotEqualTo(HERE.id());
    }

    private static Fingerprint jvmFlags(String... flags) {
        Jvm j = Machines.JVM;
        return Machines.of(new Jvm(j.vendor(), j.name(), j.version(), List.of(flags), false));
    }

    private static Cpu cpu(
            @Nullable String model,
            String architecture,
            int online,
            @Nullable String governor,
            @Nullable Boolean boost,
            @Nullable String hypervisor) {
        return new Cpu(
                model,
                architecture,
                online,
                Machines.CPU.allowedCpus(),
                Machines.CPU.topology(),
                governor,
                boost,
                hypervisor);
    }

    private static Cpu allowed(List<Integer> allowed, List<LogicalCpu> topology) {
        return new Cpu("AMD EPYC", "amd64", 4, allowed, topology, "performance", true, "KVM");
    }
}
