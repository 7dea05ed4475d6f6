package dev.spinlab.bench.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.results.run.Environment;
import dev.spinlab.results.run.Environment.LogicalCpu;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EnvironmentReaderTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05.678Z"), ZoneOffset.UTC);

    private static EnvironmentReader machine(String name) {
        return new EnvironmentReader(CapturedMachine.of(name), CLOCK);
    }

    @Test
    void readsAVirtualMachineWithOneCpu() {
        EnvironmentReader reader = machine("vm-1cpu");
        Environment.Cpu cpu = reader.cpu();
        assertThat(cpu.model()).isEqualTo("Intel(R) Xeon(R) Platinum 8275CL CPU @ 3.00GHz");
        assertThat(cpu.logicalCpus()).isEqualTo(1);
        assertThat(cpu.allowedCpus()).containsExactly(0);
        assertThat(cpu.topology()).containsExactly(new LogicalCpu(0, 0, 0, -1, List.of(0)));
        assertThat(cpu.governor()).isNull();
        assertThat(cpu.boost()).isNull();
        assertThat(cpu.hypervisor()).isEqualTo("KVM");
        assertThat(reader.system().release()).isEqualTo("5.15.0-91-generic");
        assertThat(reader.system().preemption()).isEqualTo("voluntary");
        assertThat(reader.system().commandLine()).containsExactly("mitigations=off");
        assertThat(reader.load()).isEqualTo(new Environment.Load("2026-01-02T03:04:05Z", 0.42, 4.4));
    }

    @Test
    void readsAVirtualMachineWithTwoCpusWithoutSmt() {
        EnvironmentReader reader = machine("vm-2cpu");
        assertThat(reader.cpu().topology())
                .containsExactly(new LogicalCpu(0, 0, 0, 0, List.of(0)), new LogicalCpu(1, 1, 0, 0, List.of(1)));
        assertThat(reader.cpu().hypervisor()).isEqualTo("KVM");
        assertThat(reader.system().preemption()).isEqualTo("full (dynamic, set at boot)");
        assertThat(reader.system().commandLine()).containsExactly("preempt=full", "isolcpus=1", "nohz_full=1");
    }

    @Test
    void readsTwoSocketsWithSmtAndNuma() {
        EnvironmentReader reader = machine("smt-2-sockets");
        Environment.Cpu cpu = reader.cpu();
        assertThat(cpu.logicalCpus()).isEqualTo(16);
        assertThat(cpu.allowedCpus()).containsExactly(0, 1, 2, 3, 8, 9, 10, 11, 12, 13, 14, 15);
        assertThat(cpu.topology().get(5)).isEqualTo(new LogicalCpu(5, 1, 1, 1, List.of(5, 13)));
        assertThat(cpu.topology().get(8)).isEqualTo(new LogicalCpu(8, 0, 0, 0, List.of(0, 8)));
        assertThat(cpu.governor()).isEqualTo("powersave");
        assertThat(cpu.boost()).isTrue();
        assertThat(cpu.hypervisor()).as("bare metal").isNull();
        assertThat(reader.system().preemption()).isEqualTo("rt");
        assertThat(reader.system().commandLine()).containsExactly("intel_pstate=passive", "rcu_nocbs=1-7");
        assertThat(reader.load().stealPercent()).isZero();
    }

    @Test
    void readsArmWithoutAModelName() {
        EnvironmentReader reader = machine("arm64");
        Environment.Cpu cpu = reader.cpu();
        assertThat(cpu.model()).isNull();
        assertThat(cpu.topology())
                .hasSize(4)
                .allMatch(c -> c.core() == -1 && c.siblings().equals(List.of(c.id())));
        assertThat(cpu.hypervisor())
                .as("neither the CPU nor the firmware tells")
                .isNull();
        assertThat(cpu.boost()).isTrue();
        assertThat(reader.system().preemption()).isNull();
        assertThat(reader.load().stealPercent()).isEqualTo(1.0);
    }

    @Test
    void fallsBackToCpuinfoWithoutSysfsAndToNullForDamagedFiles() {
        EnvironmentReader reader = machine("no-sysfs");
        Environment.Cpu cpu = reader.cpu();
        assertThat(cpu.topology()).hasSize(4);
        assertThat(cpu.topology().get(2)).isEqualTo(new LogicalCpu(2, 0, 0, -1, List.of(0, 2)));
        assertThat(cpu.allowedCpus())
                .containsExactlyElementsOf(
                        IntStream.range(0, Runtime.getRuntime().availableProcessors())
                                .boxed()
                                .toList());
        assertThat(reader.load().oneMinute()).isNull();
        assertThat(reader.load().stealPercent()).isNull();
    }

    @Test
    void degradesWithoutAnyKernelFile() {
        EnvironmentReader reader = new EnvironmentReader(path -> null, CLOCK);
        Environment.Cpu cpu = reader.cpu();
        assertThat(cpu.model()).isNull();
        assertThat(cpu.topology()).isEmpty();
        assertThat(cpu.logicalCpus()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(cpu.allowedCpus()).isNotEmpty();
        assertThat(reader.system().preemption()).isNull();
        assertThat(reader.system().commandLine()).isEmpty();
        assertThat(reader.load().stealPercent()).isNull();
    }

    @Test
    void readsPrivileges() {
        assertThat(Privileges.read(CapturedMachine.of("vm-1cpu"))).isEqualTo(new Privileges(false, false, 4, 950_000));
        assertThat(Privileges.read(CapturedMachine.of("vm-2cpu"))).isEqualTo(new Privileges(true, true, 2, -1));
        assertThat(Privileges.read(CapturedMachine.of("smt-2-sockets")).sysNice())
                .isTrue();
        assertThat(Privileges.read(path -> null)).isEqualTo(new Privileges(null, null, null, null));
    }
}
