package dev.spinlab.bench.kernelprobe.bpf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a program together, instruction by instruction. All arithmetic is on 64 bits; immediate values are sign-extended.
 *
 * <p>Implementation notes: an operation code is the sum of its class and what the class divides into, as the specification
 * lays them out; the constants below are those parts.
 */
public final class Assembler {
    /** Size of an instruction in bytes. */
    public static final int BYTES = 8;

    private static final int LD = 0x00;
    private static final int LDX = 0x01;
    private static final int ST = 0x02;
    private static final int STX = 0x03;
    private static final int JMP = 0x05;
    private static final int ALU64 = 0x07;

    private static final int BY_REGISTER = 0x08;

    private static final int WORD = 0x00;
    private static final int DOUBLE_WORD = 0x18;
    private static final int IMMEDIATE = 0x00;
    private static final int MEMORY = 0x60;
    private static final int ATOMIC = 0xc0;

    private static final int ADD = 0x00;
    private static final int SUBTRACT = 0x10;
    private static final int SHIFT_LEFT = 0x60;
    private static final int MOVE = 0xb0;

    private static final int ALWAYS = 0x00;
    private static final int EQUAL = 0x10;
    private static final int NOT_EQUAL = 0x50;
    private static final int BELOW = 0xa0;
    private static final int CALL = 0x80;
    private static final int EXIT = 0x90;

    /** In the source field of a 64-bit constant: the constant is the file descriptor of a map. */
    private static final int MAP_DESCRIPTOR = 1;

    private static final int TO_SHIFT = 8;
    private static final int FROM_SHIFT = 12;
    private static final int OFFSET_SHIFT = 16;
    private static final int IMMEDIATE_SHIFT = 32;
    private static final long OFFSET_MASK = 0xffffL;

    private final List<Long> instructions = new ArrayList<>();
    private final List<Jump> jumps = new ArrayList<>();

    private record Jump(int from, Label to) {}

    /** An empty program. */
    public Assembler() {}

    /** {@code to = from}. */
    public Assembler move(Register to, Register from) {
        return emit(ALU64 | MOVE | BY_REGISTER, to, from, 0, 0);
    }

    /** {@code to = value}. */
    public Assembler move(Register to, int value) {
        return emit(ALU64 | MOVE, to, Register.R0, 0, value);
    }

    /** {@code to += from}. */
    public Assembler add(Register to, Register from) {
        return emit(ALU64 | ADD | BY_REGISTER, to, from, 0, 0);
    }

    /** {@code to += value}. */
    public Assembler add(Register to, int value) {
        return emit(ALU64 | ADD, to, Register.R0, 0, value);
    }

    /** {@code to -= from}. */
    public Assembler subtract(Register to, Register from) {
        return emit(ALU64 | SUBTRACT | BY_REGISTER, to, from, 0, 0);
    }

    /** {@code to <<= bits}. */
    public Assembler shiftLeft(Register to, int bits) {
        return emit(ALU64 | SHIFT_LEFT, to, Register.R0, 0, bits);
    }

    /** {@code to = *(u32 *) (base + offset)}. */
    public Assembler load32(Register to, Register base, int offset) {
        return emit(LDX | MEMORY | WORD, to, base, offset, 0);
    }

    /** {@code to = *(u64 *) (base + offset)}. */
    public Assembler load64(Register to, Register base, int offset) {
        return emit(LDX | MEMORY | DOUBLE_WORD, to, base, offset, 0);
    }

    /** {@code *(u32 *) (base + offset) = value}. */
    public Assembler store32(Register base, int offset, int value) {
        return emit(ST | MEMORY | WORD, base, Register.R0, offset, value);
    }

    /** {@code *(u32 *) (base + offset) = from}. */
    public Assembler store32(Register base, int offset, Register from) {
        return emit(STX | MEMORY | WORD, base, from, offset, 0);
    }

    /** {@code *(u64 *) (base + offset) = from}. */
    public Assembler store64(Register base, int offset, Register from) {
        return emit(STX | MEMORY | DOUBLE_WORD, base, from, offset, 0);
    }

    /** {@code *(u64 *) (base + offset) += from}, atomically; fetches nothing. */
    public Assembler atomicAdd64(Register base, int offset, Register from) {
        return emit(STX | ATOMIC | DOUBLE_WORD, base, from, offset, ADD);
    }

    /** {@code to =} the map behind a file descriptor of the process that loads the program. */
    public Assembler loadMap(Register to, int descriptor) {
        emit(LD | IMMEDIATE | DOUBLE_WORD, to.number(), MAP_DESCRIPTOR, 0, descriptor);
        return emit(0, 0, 0, 0, 0);
    }

    /** Calls a function of the kernel. */
    public Assembler call(Helper helper) {
        return emit(JMP | CALL, Register.R0, Register.R0, 0, helper.number());
    }

    /** Goes on elsewhere. */
    public Assembler jump(Label to) {
        return jump(ALWAYS, Register.R0, 0, to);
    }

    /** Goes on elsewhere if a register has this value. */
    public Assembler jumpIfEqual(Register register, int value, Label to) {
        return jump(EQUAL, register, value, to);
    }

    /** Goes on elsewhere unless a register has this value. */
    public Assembler jumpIfNotEqual(Register register, int value, Label to) {
        return jump(NOT_EQUAL, register, value, to);
    }

    /** Goes on elsewhere if a register, taken as unsigned, is below this value. */
    public Assembler jumpIfBelow(Register register, int value, Label to) {
        return jump(BELOW, register, value, to);
    }

    /** Ends the program, which answers what {@link Register#R0} holds. */
    public Assembler exit() {
        return emit(JMP | EXIT, Register.R0, Register.R0, 0, 0);
    }

    /**
     * Says where a label is: before the next instruction.
     *
     * @param label a label not placed before
     * @return this
     * @throws IllegalStateException if it was placed before
     */
    public Assembler place(Label label) {
        label.place(instructions.size());
        return this;
    }

    /**
     * The program.
     *
     * @return its instructions, {@value #BYTES} bytes each
     * @throws IllegalStateException if a label was not placed, or a jump goes further than 16 bits can say
     */
    public byte[] assemble() {
        for (Jump jump : jumps) {
            int distance = jump.to().index() - (jump.from() + 1);
            requireShort("jump of instruction " + jump.from(), distance);
            instructions.set(jump.from(), instructions.get(jump.from()) | offset(distance));
        }
        jumps.clear();
        ByteBuffer bytes = ByteBuffer.allocate(instructions.size() * BYTES).order(ByteOrder.LITTLE_ENDIAN);
        instructions.forEach(bytes::putLong);
        return bytes.array();
    }

    private Assembler jump(int condition, Register register, int value, Label to) {
        jumps.add(new Jump(instructions.size(), to));
        return emit(JMP | condition, register, Register.R0, 0, value);
    }

    private Assembler emit(int operation, Register to, Register from, int offset, int value) {
        return emit(operation, to.number(), from.number(), offset, value);
    }

    private Assembler emit(int operation, int to, int from, int offset, int value) {
        requireShort("offset of instruction " + instructions.size(), offset);
        long registers = ((long) to << TO_SHIFT) | ((long) from << FROM_SHIFT);
        instructions.add(operation | registers | offset(offset) | ((long) value << IMMEDIATE_SHIFT));
        return this;
    }

    private static long offset(int offset) {
        return (offset & OFFSET_MASK) << OFFSET_SHIFT;
    }

    private static void requireShort(String what, int value) {
        if (value != (short) value) {
            throw new IllegalStateException(what + " is out of range: " + value);
        }
    }
}
