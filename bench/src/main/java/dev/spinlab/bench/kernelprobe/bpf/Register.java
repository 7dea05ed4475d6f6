package dev.spinlab.bench.kernelprobe.bpf;

/**
 * The registers of a BPF program. A call takes its arguments in {@link #R1} to {@link #R5}, which it leaves undefined, answers
 * in {@link #R0}, and keeps {@link #R6} to {@link #R9}.
 */
public enum Register {
    /** Answer of a call, and of the program. */
    R0(0),
    /** First argument of a call, and of the program: its context. */
    R1(1),
    /** Second argument of a call. */
    R2(2),
    /** Third argument of a call. */
    R3(3),
    /** Fourth argument of a call. */
    R4(4),
    /** Fifth argument of a call. */
    R5(5),
    /** Kept across calls. */
    R6(6),
    /** Kept across calls. */
    R7(7),
    /** Kept across calls. */
    R8(8),
    /** Kept across calls. */
    R9(9),
    /** End of the stack, which grows down from here; cannot be written. */
    R10(10);

    private final int number;

    Register(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
