package dev.spinlab.storage;

/** Who asks: it decides whether a busy CPU is a reason to refuse. */
public enum CallerClass {
    /** A tracing program: may run inside another operation on the same CPU, so it is refused where a guard is busy. */
    PROGRAM,
    /** A system call, or a program that cannot recur: waits for the locks, whoever is inside on this CPU. */
    SYSCALL
}
