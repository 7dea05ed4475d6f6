package dev.spinlab.bench.kernelprobe.perf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spinlab.bench.kernelprobe.FakeKernel;
import dev.spinlab.bench.kernelprobe.syscall.NativeBlock;
import dev.spinlab.bench.kernelprobe.syscall.SystemCallException;
import org.junit.jupiter.api.Test;

class CpuClockTest {
    /** Offsets of {@code struct perf_event_attr}, as the kernel's interface lays them out. */
    @Test
    void theEventCountsCpuTimeAndBeginsStopped() {
        NativeBlock attributes = CpuClock.attributes(100_000);
        assertThat(attributes.size()).isEqualTo(64);
        assertThat(attributes.get32(0)).as("type: software").isEqualTo(1);
        assertThat(attributes.get32(4)).as("size").isEqualTo(64);
        assertThat(attributes.get64(8)).as("CPU clock").isZero();
        assertThat(attributes.get64(16)).as("period").isEqualTo(100_000);
        assertThat(attributes.get64(24)).as("sampled").isZero();
        assertThat(attributes.get64(32)).as("read").isZero();
        assertThat(attributes.get64(40)).as("flags").isEqualTo(1);
        assertThat(attributes.get64(48)).isZero();
        assertThat(attributes.get64(56)).isZero();
    }

    @Test
    void anEventGetsItsProgramAndIsEnabledAndClosed() {
        FakeKernel kernel = new FakeKernel();
        CpuClock clock = CpuClock.start(kernel, 7, 100_000);
        assertThat(kernel.open()).hasSize(1);
        assertThat(kernel.asked()).containsExactly("perf_event_open", "ioctl 40042408 7", "ioctl 2400 0");
        clock.close();
        assertThat(kernel.open()).isEmpty();
    }

    @Test
    void anEventThatMayNotRunTheProgramIsClosed() {
        FakeKernel kernel = new FakeKernel().refusing("ioctl 40042408 7", 1);
        assertThatExceptionOfType(SystemCallException.class)
                .isThrownBy(() -> CpuClock.start(kernel, 7, 100_000))
                .withMessage("PERF_EVENT_IOC_SET_BPF answered EPERM");
        assertThat(kernel.open()).isEmpty();
    }
}
