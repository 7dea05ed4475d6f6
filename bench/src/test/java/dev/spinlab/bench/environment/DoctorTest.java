package dev.spinlab.bench.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.bench.environment.Finding.Severity;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DoctorTest {

    private static Map<String, Finding> examine(String machine, PinningProbe probe) throws InterruptedException {
        CapturedMachine files = CapturedMachine.of(machine);
        List<Finding> findings = new Doctor(files, new EnvironmentReader(files, Clock.systemUTC()), probe).examine();
        return findings.stream().collect(Collectors.toMap(Finding::subject, Function.identity()));
    }

    private static Finding of(Map<String, Finding> findings, String subject) {
        return Objects.requireNonNull(findings.get(subject), subject);
    }

    @Test
    void everyFindingSaysWhatItMeans() throws InterruptedException {
        Map<String, Finding> findings = examine("vm-2cpu", cpu -> null);
        assertThat(findings)
                .containsKeys("processor", "topology", "kernel", "pinning", "governor", "JDK", "privileges", "timer")
                .containsKeys("hand-over", "load", "hypervisor");
        assertThat(findings.values())
                .allMatch(f -> !f.value().isBlank() && !f.meaning().isBlank())
                .noneMatch(f -> f.severity() == Severity.VOID);
        assertThat(of(findings, "load").severity()).isEqualTo(Severity.NOTE);
    }

    @Test
    void refusedPinningIsNamedWithItsReason() throws InterruptedException {
        Finding pinning = of(examine("vm-1cpu", cpu -> "operation not permitted"), "pinning");
        assertThat(pinning.severity()).isEqualTo(Severity.NOTE);
        assertThat(pinning.value()).contains("operation not permitted");
    }

    @Test
    void sharedCoresAndSocketsAreNoted() throws InterruptedException {
        Finding topology = of(examine("smt-2-sockets", cpu -> null), "topology");
        assertThat(topology.value()).isEqualTo("2 sockets, 2 NUMA nodes, CPUs share cores (SMT)");
        assertThat(topology.severity()).isEqualTo(Severity.NOTE);
    }
}
