package dev.spinlab.bench.kernelprobe;

import static dev.spinlab.bench.kernelprobe.bpf.Register.R0;
import static dev.spinlab.bench.kernelprobe.bpf.Register.R1;
import static dev.spinlab.bench.kernelprobe.bpf.Register.R10;
import static dev.spinlab.bench.kernelprobe.bpf.Register.R2;
import static dev.spinlab.bench.kernelprobe.bpf.Register.R3;
import static dev.spinlab.bench.kernelprobe.bpf.Register.R4;
import static dev.spinlab.bench.kernelprobe.bpf.Register.R6;
import static dev.spinlab.bench.kernelprobe.bpf.Register.R7;
import static dev.spinlab.bench.kernelprobe.bpf.Register.R8;
import static dev.spinlab.bench.kernelprobe.bpf.Register.R9;

import dev.spinlab.bench.kernelprobe.bpf.Assembler;
import dev.spinlab.bench.kernelprobe.bpf.Helper;
import dev.spinlab.bench.kernelprobe.bpf.Label;
import dev.spinlab.bench.kernelprobe.syscall.LinuxError;

/**
 * The programs of the probe.
 *
 * <p>Implementation notes. Registers: R6 the {@link Tally}, R7 the round, R8 when the last round ended, R9 the context. Stack:
 * the key of the tally 4 bytes below its end, the time at which the loop began 16 below. A successful round counts nothing,
 * and refused ones are counted apart: calls less refused calls succeeded. The clock is read after every create and delete, so
 * that time in refused calls is told from time in others; a round of lookups is too short for that. Each round begins with a
 * call that has nothing to do with storage: a share of interrupts that meet a lookup depends on what else a loop does, and so
 * this one weighs as much as that of the programs whose figures are stored (5.7 ns against 7.2 ns on the same machine).
 */
final class StoragePrograms {
    /** Size in bytes of the context of a {@link #loop}. */
    static final int CONTEXT_BYTES = 24;

    /** In the context, 32 bits, given: which element of the array of tallies to count in. */
    static final int CONTEXT_TALLY = 0;

    /** In the context, 64 bits, answered: nanoseconds that the rounds took. */
    static final int CONTEXT_NANOS = 8;

    /** In the context, 64 bits, answered: rounds that were done. */
    static final int CONTEXT_ROUNDS = 16;

    /** What {@link #create} returns if it was refused. */
    static final int REFUSED = 1;

    private static final int KEY = -4;
    private static final int BEGAN = -16;
    private static final int CREATE = 1;
    private static final int FIND = 0;
    private static final int LOG2_LONG_BYTES = 3;

    private final Assembler code = new Assembler();

    private StoragePrograms() {}

    /**
     * Does an operation over and over for the calling task.
     *
     * @param operation what
     * @param tallies descriptor of the array of tallies
     * @param storage descriptor of the map of task storage
     * @return instructions of a system-call program
     */
    static byte[] loop(Operation operation, int tallies, int storage) {
        return new StoragePrograms().loopCode(operation, tallies, storage);
    }

    private byte[] loopCode(Operation operation, int tallies, int storage) {
        Label round = new Label();
        Label next = new Label();
        Label end = new Label();
        Label getRefused = new Label();
        Label deleteRefused = new Label();
        Label out = new Label();
        code.move(R9, R1).load32(R2, R9, CONTEXT_TALLY).store32(R10, KEY, R2);
        findTally(tallies, out);
        code.call(Helper.KTIME_NANOS)
                .store64(R10, BEGAN, R0)
                .move(R8, R0)
                .move(R7, 0)
                .place(round)
                .call(Helper.CURRENT_TASK);
        switch (operation) {
            case CREATE_DELETE -> {
                get(storage, CREATE);
                code.jumpIfEqual(R0, 0, getRefused);
                delete(storage);
                code.jumpIfNotEqual(R0, 0, deleteRefused)
                        .call(Helper.KTIME_NANOS)
                        .move(R8, R0);
            }
            case LOOKUP_HIT -> {
                get(storage, FIND);
                code.jumpIfEqual(R0, 0, getRefused);
            }
            case NOTHING -> {}
        }
        code.place(next).add(R7, 1).jumpIfBelow(R7, operation.rounds(), round).place(end);
        code.call(Helper.KTIME_NANOS).load64(R1, R10, BEGAN).subtract(R0, R1).store64(R9, CONTEXT_NANOS, R0);
        code.store64(R9, CONTEXT_ROUNDS, R7).place(out).move(R0, 0).exit();
        if (operation == Operation.CREATE_DELETE) {
            refusedRound(getRefused, deleteRefused, next);
        } else if (operation == Operation.LOOKUP_HIT) {
            // A lookup of what is there does not fail. If one does, the run ends, which spares the verifier two ways a
            // round.
            code.place(getRefused);
            count(Tally.NULLS);
            code.add(R7, 1).jump(end);
        }
        return code.assemble();
    }

    /** A round whose create or delete was refused: counted, its time added, and on to the next. */
    private void refusedRound(Label getRefused, Label deleteRefused, Label next) {
        Label timed = new Label();
        code.place(getRefused);
        count(Tally.NULLS);
        code.jump(timed).place(deleteRefused);
        countDeleteError();
        code.place(timed).call(Helper.KTIME_NANOS).move(R1, R0).subtract(R1, R8);
        code.atomicAdd64(R6, Tally.REFUSED_NANOS, R1).move(R8, R0).jump(next);
    }

    /**
     * Creates storage of the calling task.
     *
     * @param storage descriptor of the map of task storage
     * @return instructions of a system-call program that returns 0, or {@link #REFUSED}
     */
    static byte[] create(int storage) {
        StoragePrograms program = new StoragePrograms();
        Label refused = new Label();
        program.get(storage, CREATE);
        return program.code
                .jumpIfEqual(R0, 0, refused)
                .move(R0, 0)
                .exit()
                .place(refused)
                .move(R0, REFUSED)
                .exit()
                .assemble();
    }

    /**
     * An interrupt's handler: creates storage of the interrupted task and deletes it, once.
     *
     * @param tallies descriptor of an array of one tally
     * @param storage descriptor of a map of task storage that the task itself does not use
     * @return instructions of a perf-event program
     */
    static byte[] handler(int tallies, int storage) {
        return new StoragePrograms().handlerCode(tallies, storage);
    }

    /** Here R7 is 1 once a call was refused, and R8 when the calls began. */
    private byte[] handlerCode(int tallies, int storage) {
        Label getRefused = new Label();
        Label deleteRefused = new Label();
        Label refused = new Label();
        Label end = new Label();
        Label out = new Label();
        code.store32(R10, KEY, 0);
        findTally(tallies, out);
        count(Tally.CALLS);
        code.move(R7, 0).call(Helper.KTIME_NANOS).move(R8, R0);
        get(storage, CREATE);
        code.jumpIfEqual(R0, 0, getRefused);
        delete(storage);
        code.jumpIfNotEqual(R0, 0, deleteRefused);
        code.place(end).call(Helper.KTIME_NANOS).subtract(R0, R8).atomicAdd64(R6, Tally.NANOS, R0);
        code.jumpIfEqual(R7, 0, out).atomicAdd64(R6, Tally.REFUSED_NANOS, R0);
        code.place(out).move(R0, 0).exit();
        code.place(getRefused);
        count(Tally.NULLS);
        code.jump(refused).place(deleteRefused);
        countDeleteError();
        return code.place(refused).move(R7, 1).jump(end).assemble();
    }

    /** R6 becomes the tally whose key is on the stack. */
    private void findTally(int tallies, Label none) {
        code.loadMap(R1, tallies).move(R2, R10).add(R2, KEY).call(Helper.MAP_LOOKUP);
        code.jumpIfEqual(R0, 0, none).move(R6, R0);
    }

    /** R0 becomes the storage of the running task, or null. */
    private void get(int storage, int flags) {
        code.call(Helper.CURRENT_TASK)
                .move(R2, R0)
                .loadMap(R1, storage)
                .move(R3, 0)
                .move(R4, flags);
        code.call(Helper.TASK_STORAGE_GET);
    }

    /** R0 becomes 0, or minus an error number. */
    private void delete(int storage) {
        code.call(Helper.CURRENT_TASK).move(R2, R0).loadMap(R1, storage).call(Helper.TASK_STORAGE_DELETE);
    }

    private void count(int place) {
        code.move(R1, 1).atomicAdd64(R6, place, R1);
    }

    /** Counts by the error number in R0; what is none goes to the last place, so that the verifier sees the bound. */
    private void countDeleteError() {
        Label known = new Label();
        code.move(R1, 0).subtract(R1, R0).jumpIfBelow(R1, LinuxError.END, known).move(R1, LinuxError.END);
        code.place(known).shiftLeft(R1, LOG2_LONG_BYTES).add(R1, R6).move(R2, 1);
        code.atomicAdd64(R1, Tally.DELETE_ERRORS, R2);
    }
}
