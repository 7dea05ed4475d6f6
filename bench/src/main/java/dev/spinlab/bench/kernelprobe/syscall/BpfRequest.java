package dev.spinlab.bench.kernelprobe.syscall;

import dev.spinlab.bench.kernelprobe.bpf.Assembler;
import java.nio.charset.StandardCharsets;

/**
 * One command of {@code bpf(2)} with its attributes, laid out as the kernel's {@code union bpf_attr} is for that command. May be
 * made again and again, and changed between two calls.
 *
 * @param command number of the command
 * @param name name of the command, for messages
 * @param attributes what it is told; what it answers may be written there too
 */
public record BpfRequest(int command, String name, NativeBlock attributes) {
    /** A program that runs when an event of perf overflows, in the interrupt. */
    public static final int PERF_EVENT_PROGRAM = 7;

    /** A program that a process runs by a system call. */
    public static final int SYSCALL_PROGRAM = 31;

    /** The program may sleep, as a {@link #SYSCALL_PROGRAM} must be allowed to. */
    public static final int SLEEPABLE = 1 << 4;

    private static final int ARRAY_MAP = 2;
    private static final int TASK_STORAGE_MAP = 29;
    private static final int NO_PREALLOCATION = 1;

    private static final int MAP_CREATE = 0;
    private static final int MAP_LOOKUP = 1;
    private static final int MAP_UPDATE = 2;
    private static final int MAP_DELETE = 3;
    private static final int PROGRAM_LOAD = 5;
    private static final int PROGRAM_RUN = 10;
    private static final int BTF_LOAD = 18;

    private static final int MAP_BYTES = 72;
    private static final int ELEMENT_BYTES = 32;
    private static final int PROGRAM_BYTES = 72;
    private static final int RUN_BYTES = 80;
    private static final int BTF_BYTES = 32;

    /** The kernel's functions that the programs call are for programs under its licence; the programs are only loaded. */
    private static final String LICENCE = "GPL";

    /**
     * Loads type information.
     *
     * @param types the type information
     * @return answers a file descriptor
     */
    public static BpfRequest loadTypes(byte[] types) {
        return new BpfRequest(
                BTF_LOAD,
                "BPF_BTF_LOAD",
                new NativeBlock(BTF_BYTES).putAddress(0, NativeBlock.of(types)).put32(16, types.length));
    }

    /**
     * Makes a map of task-local storage, with a 4-byte key and an 8-byte value.
     *
     * @param types descriptor of the type information
     * @param keyType number of the key's type in it
     * @param valueType number of the value's type in it
     * @return answers a file descriptor
     */
    public static BpfRequest createTaskStorage(int types, int keyType, int valueType) {
        return new BpfRequest(
                MAP_CREATE,
                "BPF_MAP_CREATE of task storage",
                map(TASK_STORAGE_MAP, Long.BYTES)
                        .put32(16, NO_PREALLOCATION)
                        .put32(48, types)
                        .put32(52, keyType)
                        .put32(56, valueType));
    }

    /**
     * Makes an array.
     *
     * @param valueBytes size of an element
     * @param elements their number
     * @return answers a file descriptor
     */
    public static BpfRequest createArray(int valueBytes, int elements) {
        return new BpfRequest(
                MAP_CREATE,
                "BPF_MAP_CREATE of an array",
                map(ARRAY_MAP, valueBytes).put32(12, elements));
    }

    private static NativeBlock map(int type, int valueBytes) {
        return new NativeBlock(MAP_BYTES).put32(0, type).put32(4, Integer.BYTES).put32(8, valueBytes);
    }

    /**
     * Loads a program.
     *
     * @param type {@link #SYSCALL_PROGRAM} or {@link #PERF_EVENT_PROGRAM}
     * @param flags {@link #SLEEPABLE} or 0
     * @param name at most 15 letters, digits and underscores
     * @param instructions the program
     * @return answers a file descriptor
     */
    public static BpfRequest loadProgram(int type, int flags, String name, byte[] instructions) {
        NativeBlock licence = NativeBlock.of((LICENCE + '\0').getBytes(StandardCharsets.US_ASCII));
        return new BpfRequest(
                PROGRAM_LOAD,
                "BPF_PROG_LOAD of " + name,
                new NativeBlock(PROGRAM_BYTES)
                        .put32(0, type)
                        .put32(4, instructions.length / Assembler.BYTES)
                        .putAddress(8, NativeBlock.of(instructions))
                        .putAddress(16, licence)
                        .put32(44, flags)
                        .putText(48, name));
    }

    /**
     * Has the verifier tell what it does, which it is better asked after it has refused a program: a log that does not fit is
     * a failure of its own.
     *
     * @param log gets what it says
     * @return this
     */
    public BpfRequest explainedIn(NativeBlock log) {
        attributes.put32(24, 1).put32(28, log.size()).putAddress(32, log);
        return this;
    }

    /**
     * Runs a {@link #SYSCALL_PROGRAM}.
     *
     * @param program its descriptor
     * @param context what it gets, and may write to
     * @return answers 0
     */
    public static BpfRequest runProgram(int program, NativeBlock context) {
        return new BpfRequest(
                PROGRAM_RUN,
                "BPF_PROG_TEST_RUN",
                new NativeBlock(RUN_BYTES)
                        .put32(0, program)
                        .put32(40, context.size())
                        .putAddress(48, context));
    }

    /** Reads the element of a key into {@code value}. */
    public static BpfRequest lookup(int map, NativeBlock key, NativeBlock value) {
        return new BpfRequest(
                MAP_LOOKUP, "BPF_MAP_LOOKUP_ELEM", element(map, key).putAddress(16, value));
    }

    /** Makes {@code value} the element of a key, whether there was one or not. */
    public static BpfRequest update(int map, NativeBlock key, NativeBlock value) {
        return new BpfRequest(
                MAP_UPDATE, "BPF_MAP_UPDATE_ELEM", element(map, key).putAddress(16, value));
    }

    /** Deletes the element of a key. */
    public static BpfRequest delete(int map, NativeBlock key) {
        return new BpfRequest(MAP_DELETE, "BPF_MAP_DELETE_ELEM", element(map, key));
    }

    private static NativeBlock element(int map, NativeBlock key) {
        return new NativeBlock(ELEMENT_BYTES).put32(0, map).putAddress(8, key);
    }

    /** What a program that was run returned. */
    public int returned() {
        return attributes.get32(4);
    }
}
