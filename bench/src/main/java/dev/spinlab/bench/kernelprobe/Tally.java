package dev.spinlab.bench.kernelprobe;

import dev.spinlab.bench.kernelprobe.syscall.BpfRequest;
import dev.spinlab.bench.kernelprobe.syscall.LinuxError;
import dev.spinlab.bench.kernelprobe.syscall.NativeBlock;
import dev.spinlab.bench.kernelprobe.syscall.SystemCalls;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a program counts: one element of an array map, 64-bit numbers throughout.
 *
 * <p>Layout: calls, their nanoseconds and those of refused calls (both kept by handlers; loops keep the last only), gets that
 * gave null, then deletes by error number, the last place for numbers that are none.
 */
final class Tally {
    static final int CALLS = 0;
    static final int NANOS = 8;
    static final int REFUSED_NANOS = 16;
    static final int NULLS = 24;
    static final int DELETE_ERRORS = 32;

    /** Size of an element in bytes. */
    static final int BYTES = DELETE_ERRORS + (LinuxError.END + 1) * Long.BYTES;

    private final SystemCalls calls;
    private final int map;
    private final NativeBlock key = new NativeBlock(Integer.BYTES);
    private final NativeBlock value = new NativeBlock(BYTES);

    /**
     * A view of one element.
     *
     * @param calls the system calls
     * @param map descriptor of the array
     * @param element its number
     */
    Tally(SystemCalls calls, int map, int element) {
        this.calls = calls;
        this.map = map;
        key.put32(0, element);
    }

    /** Sets all to 0. */
    void clear() {
        BpfRequest zeros = BpfRequest.update(map, key, new NativeBlock(BYTES));
        SystemCalls.require(zeros.name(), calls.bpf(zeros));
    }

    /** Reads all that was counted. */
    Tally read() {
        BpfRequest lookup = BpfRequest.lookup(map, key, value);
        SystemCalls.require(lookup.name(), calls.bpf(lookup));
        return this;
    }

    /** Calls, as read. */
    long calls() {
        return value.get64(CALLS);
    }

    /** Nanoseconds in calls, as read. */
    long nanos() {
        return value.get64(NANOS);
    }

    /** Nanoseconds in refused calls, as read. */
    long refusedNanos() {
        return value.get64(REFUSED_NANOS);
    }

    /**
     * Refused calls, as read.
     *
     * @param get what a call of the get function is called
     * @return by call and answer, only those that occurred
     */
    SortedMap<String, Long> failures(String get) {
        SortedMap<String, Long> failures = new TreeMap<>();
        put(failures, get + " NULL", value.get64(NULLS));
        for (int error = 1; error <= LinuxError.END; error++) {
            put(
                    failures,
                    "delete " + (error == LinuxError.END ? "no errno" : LinuxError.name(error)),
                    value.get64(DELETE_ERRORS + (long) error * Long.BYTES));
        }
        return failures;
    }

    private static void put(SortedMap<String, Long> failures, String name, long count) {
        if (count > 0) {
            failures.put(name, count);
        }
    }
}
