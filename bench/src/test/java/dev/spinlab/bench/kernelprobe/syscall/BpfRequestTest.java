package dev.spinlab.bench.kernelprobe.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Offsets of {@code union bpf_attr}, as the kernel's interface lays them out. */
class BpfRequestTest {
    private final NativeBlock key = new NativeBlock(4);
    private final NativeBlock value = new NativeBlock(8);

    private static byte[] at(long address, int length) {
        return new Pointer(address).getByteArray(0, length);
    }

    /** Everything that is not said to be set is 0. */
    private static void assertZero(NativeBlock attributes, int... words) {
        for (int word : words) {
            assertThat(attributes.get32(word)).as("at " + word).isZero();
        }
    }

    @Test
    void typesAreGivenByAddressAndSize() {
        BpfRequest request = BpfRequest.loadTypes(new byte[] {1, 2, 3});
        assertThat(request.command()).isEqualTo(18);
        assertThat(request.attributes().size()).isEqualTo(32);
        assertThat(at(request.attributes().get64(0), 3)).containsExactly(1, 2, 3);
        assertThat(request.attributes().get32(16)).isEqualTo(3);
        assertZero(request.attributes(), 8, 12, 20, 24, 28);
    }

    @Test
    void taskStorageHasTypesAndNoPreallocation() {
        NativeBlock attributes = BpfRequest.createTaskStorage(5, 1, 2).attributes();
        assertThat(BpfRequest.createTaskStorage(5, 1, 2).command()).isZero();
        assertThat(attributes.get32(0)).as("type").isEqualTo(29);
        assertThat(attributes.get32(4)).as("bytes of a key").isEqualTo(4);
        assertThat(attributes.get32(8)).as("bytes of a value").isEqualTo(8);
        assertThat(attributes.get32(12)).as("elements").isZero();
        assertThat(attributes.get32(16)).as("flags").isEqualTo(1);
        assertThat(attributes.get32(48)).as("type information").isEqualTo(5);
        assertThat(attributes.get32(52)).as("type of a key").isEqualTo(1);
        assertThat(attributes.get32(56)).as("type of a value").isEqualTo(2);
        assertZero(attributes, 20, 24, 28, 32, 36, 40, 44, 60, 64, 68);
    }

    @Test
    void anArrayHasElements() {
        NativeBlock attributes = BpfRequest.createArray(1112, 4).attributes();
        assertThat(attributes.get32(0)).isEqualTo(2);
        assertThat(attributes.get32(4)).isEqualTo(4);
        assertThat(attributes.get32(8)).isEqualTo(1112);
        assertThat(attributes.get32(12)).isEqualTo(4);
        assertZero(attributes, 16, 20, 24, 28, 48, 52, 56, 60, 64, 68);
    }

    @Test
    void aProgramIsGivenWithLicenceFlagsAndName() {
        byte[] instructions = new byte[24];
        instructions[0] = (byte) 0x95;
        BpfRequest request =
                BpfRequest.loadProgram(BpfRequest.SYSCALL_PROGRAM, BpfRequest.SLEEPABLE, "spinlab_loop", instructions);
        NativeBlock attributes = request.attributes();
        assertThat(request.command()).isEqualTo(5);
        assertThat(request.name()).isEqualTo("BPF_PROG_LOAD of spinlab_loop");
        assertThat(attributes.get32(0)).as("type").isEqualTo(31);
        assertThat(attributes.get32(4)).as("instructions").isEqualTo(3);
        assertThat(at(attributes.get64(8), 24)).isEqualTo(instructions);
        assertThat(new String(at(attributes.get64(16), 4), StandardCharsets.US_ASCII))
                .isEqualTo("GPL\0");
        assertThat(attributes.get32(44)).as("flags").isEqualTo(16);
        assertThat(new Pointer(attributes.address() + 48).getString(0)).isEqualTo("spinlab_loop");
        assertZero(attributes, 24, 28, 32, 36, 40, 64, 68);
        NativeBlock log = new NativeBlock(64);
        assertThat(request.explainedIn(log)).isSameAs(request);
        assertThat(attributes.get32(24)).as("level of the log").isEqualTo(1);
        assertThat(attributes.get32(28)).as("bytes of the log").isEqualTo(64);
        assertThat(attributes.get64(32)).isEqualTo(log.address());
    }

    @Test
    void aProgramRunsOnAContext() {
        NativeBlock context = new NativeBlock(24);
        BpfRequest request = BpfRequest.runProgram(9, context);
        assertThat(request.command()).isEqualTo(10);
        assertThat(request.attributes().get32(0)).isEqualTo(9);
        assertThat(request.attributes().get32(40)).as("bytes of the context").isEqualTo(24);
        assertThat(request.attributes().get64(48)).isEqualTo(context.address());
        assertZero(request.attributes(), 4, 8, 12, 16, 20, 24, 28, 32, 36, 44, 56, 60, 64, 68, 72, 76);
        request.attributes().put32(4, 7);
        assertThat(request.returned()).isEqualTo(7);
    }

    @Test
    void elementsAreFoundByTheAddressOfTheirKey() {
        BpfRequest lookup = BpfRequest.lookup(3, key, value);
        BpfRequest update = BpfRequest.update(3, key, value);
        BpfRequest delete = BpfRequest.delete(3, key);
        assertThat(new int[] {lookup.command(), update.command(), delete.command()})
                .containsExactly(1, 2, 3);
        for (BpfRequest request : new BpfRequest[] {lookup, update, delete}) {
            assertThat(request.attributes().size()).isEqualTo(32);
            assertThat(request.attributes().get32(0)).isEqualTo(3);
            assertThat(request.attributes().get64(8)).isEqualTo(key.address());
            assertThat(request.attributes().get64(16)).isEqualTo(request.equals(delete) ? 0 : value.address());
            assertZero(request.attributes(), 4, 24, 28);
        }
    }

    @Test
    void aBlockIsZeroKeepsWhatItGetsAndCopies() {
        NativeBlock block = new NativeBlock(16).put32(4, -2).putText(8, "abc");
        assertThat(block.bytes()).containsExactly(0, 0, 0, 0, 0xfe, 0xff, 0xff, 0xff, 'a', 'b', 'c', 0, 0, 0, 0, 0);
        assertThat(NativeBlock.of("text\0more".getBytes(StandardCharsets.US_ASCII))
                        .text())
                .isEqualTo("text");
    }

    @Test
    void anErrorIsNeverPassedOver() {
        assertThat(SystemCalls.require("it", 5)).isEqualTo(5);
        assertThat(SystemCalls.require("it", 0)).isZero();
        assertThatExceptionOfType(SystemCallException.class)
                .isThrownBy(() -> SystemCalls.require("it", -16, "because"))
                .withMessage("it answered EBUSY (because)")
                .satisfies(e -> assertThat(e.error()).isEqualTo(16));
        assertThatExceptionOfType(SystemCallException.class)
                .isThrownBy(() -> SystemCalls.require("it", -77))
                .withMessage("it answered errno 77");
    }

    @Test
    void anArchitectureWithoutNumbersIsNotGuessed() {
        assertThat(Architecture.of("amd64")).contains(Architecture.X86_64);
        assertThat(Architecture.of("aarch64")).contains(Architecture.AARCH64);
        assertThat(Architecture.of("riscv64")).isEmpty();
        assertThat(Architecture.known()).isEqualTo("x86-64 or aarch64");
        assertThat(Architecture.X86_64.bpf()).isEqualTo(321);
        assertThat(Architecture.AARCH64.bpf()).isEqualTo(280);
    }
}
