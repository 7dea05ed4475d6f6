package dev.spinlab.bench.kernelprobe.bpf;

import static dev.spinlab.bench.kernelprobe.bpf.Register.R0;
import static dev.spinlab.bench.kernelprobe.bpf.Register.R1;
import static dev.spinlab.bench.kernelprobe.bpf.Register.R10;
import static dev.spinlab.bench.kernelprobe.bpf.Register.R2;
import static dev.spinlab.bench.kernelprobe.bpf.Register.R6;
import static dev.spinlab.bench.kernelprobe.bpf.Register.R7;
import static dev.spinlab.bench.kernelprobe.bpf.Register.R9;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Encodings worked out by hand from the instruction set specification: operation, source and destination, offset, value. */
class AssemblerTest {
    private static String hex(Assembler code) {
        return HexFormat.of().formatHex(code.assemble());
    }

    static Stream<Arguments> instructions() {
        return Stream.of(
                instruction("r6 = r1", code -> code.move(R6, R1), "bf 16 0000 00000000"),
                instruction("r7 = 0", code -> code.move(R7, 0), "b7 07 0000 00000000"),
                instruction("r1 = -1", code -> code.move(R1, -1), "b7 01 0000 ffffffff"),
                instruction("r1 = 0x12345678", code -> code.move(R1, 0x12345678), "b7 01 0000 78563412"),
                instruction("r2 += -4", code -> code.add(R2, -4), "07 02 0000 fcffffff"),
                instruction("r1 += r6", code -> code.add(R1, R6), "0f 61 0000 00000000"),
                instruction("r0 -= r1", code -> code.subtract(R0, R1), "1f 10 0000 00000000"),
                instruction("r1 <<= 3", code -> code.shiftLeft(R1, 3), "67 01 0000 03000000"),
                instruction("r2 = *(u32 *)(r9 + 0)", code -> code.load32(R2, R9, 0), "61 92 0000 00000000"),
                instruction("r1 = *(u64 *)(r10 - 16)", code -> code.load64(R1, R10, -16), "79 a1 f0ff 00000000"),
                instruction("*(u32 *)(r10 - 4) = 5", code -> code.store32(R10, -4, 5), "62 0a fcff 05000000"),
                instruction("*(u32 *)(r10 - 4) = r2", code -> code.store32(R10, -4, R2), "63 2a fcff 00000000"),
                instruction("*(u64 *)(r9 + 8) = r0", code -> code.store64(R9, 8, R0), "7b 09 0800 00000000"),
                instruction(
                        "lock *(u64 *)(r6 + 24) += r1", code -> code.atomicAdd64(R6, 24, R1), "db 16 1800 00000000"),
                instruction("r1 = map 7", code -> code.loadMap(R1, 7), "18 11 0000 07000000 00 00 0000 00000000"),
                instruction("call 156", code -> code.call(Helper.TASK_STORAGE_GET), "85 00 0000 9c000000"),
                instruction("exit", Assembler::exit, "95 00 0000 00000000"));
    }

    private static Arguments instruction(String text, Consumer<Assembler> instruction, String encoding) {
        return arguments(text, instruction, encoding.replace(" ", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("instructions")
    void anInstructionIsEncodedAsSpecified(String text, Consumer<Assembler> instruction, String encoding) {
        Assembler code = new Assembler();
        instruction.accept(code);
        assertThat(hex(code)).isEqualTo(encoding);
    }

    static Stream<Arguments> jumps() {
        return Stream.of(
                arguments("goto", (Jump) Assembler::jump, "0500" + "0100" + "00000000"),
                arguments("==", (Jump) (code, to) -> code.jumpIfEqual(R0, 0, to), "1500" + "0100" + "00000000"),
                arguments("!=", (Jump) (code, to) -> code.jumpIfNotEqual(R6, -2, to), "5506" + "0100" + "feffffff"),
                arguments("<", (Jump) (code, to) -> code.jumpIfBelow(R7, 64, to), "a507" + "0100" + "40000000"));
    }

    private interface Jump {
        Assembler to(Assembler code, Label label);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jumps")
    void aJumpSkipsAsManyInstructionsAsItsOffsetSays(String text, Jump jump, String encoding) {
        Label over = new Label();
        Assembler code = new Assembler();
        jump.to(code, over).exit().place(over).exit();
        assertThat(hex(code)).isEqualTo(encoding + "9500000000000000" + "9500000000000000");
    }

    @Test
    void aJumpBackCountsFromTheInstructionAfterIt() {
        Label again = new Label();
        Assembler code = new Assembler().place(again).add(R7, 1).jumpIfBelow(R7, 64, again);
        assertThat(hex(code)).isEqualTo("0707000001000000" + "a507feff40000000");
    }

    @Test
    void aConstantOfTwoInstructionsCountsTwiceForAJump() {
        Label over = new Label();
        Assembler code = new Assembler().jump(over).loadMap(R1, 1).place(over).exit();
        assertThat(hex(code)).startsWith("05000200");
    }

    private static Assembler jumpOver(int instructions) {
        Label over = new Label();
        Assembler code = new Assembler().jump(over);
        for (int i = 0; i < instructions; i++) {
            code.move(R0, 0);
        }
        return code.place(over).exit();
    }

    @Test
    void aJumpFurtherThanItsOffsetCanSayIsRefused() {
        assertThat(hex(jumpOver(Short.MAX_VALUE))).startsWith("0500ff7f");
        assertThatIllegalStateException()
                .isThrownBy(() -> jumpOver(Short.MAX_VALUE + 1).assemble())
                .withMessage("jump of instruction 0 is out of range: 32768");
    }

    private static Assembler jumpBackOver(int instructions) {
        Label back = new Label();
        Assembler code = new Assembler().place(back);
        for (int i = 0; i < instructions; i++) {
            code.move(R0, 0);
        }
        return code.jump(back);
    }

    @Test
    void aJumpBackFurtherThanItsOffsetCanSayIsRefused() {
        assertThat(hex(jumpBackOver(Short.MAX_VALUE))).endsWith("0500" + "0080" + "00000000");
        assertThatIllegalStateException()
                .isThrownBy(() -> jumpBackOver(Short.MAX_VALUE + 1).assemble())
                .withMessage("jump of instruction 32768 is out of range: -32769");
    }

    @Test
    void anOffsetThatDoesNotFitIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new Assembler().load64(R0, R1, 1 << 15))
                .withMessage("offset of instruction 0 is out of range: 32768");
    }

    @Test
    void aLabelIsPlacedOnce() {
        Label nowhere = new Label();
        assertThatIllegalStateException()
                .isThrownBy(() -> new Assembler().jump(nowhere).assemble())
                .withMessage("a label is jumped to and was not placed");
        Label twice = new Label();
        Assembler code = new Assembler().place(twice).exit();
        assertThatIllegalStateException()
                .isThrownBy(() -> code.place(twice))
                .withMessage("a label was placed twice, at 0 and 1");
    }
}
