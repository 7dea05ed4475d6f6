package dev.spinlab.bench.kernelprobe;

import dev.spinlab.bench.kernelprobe.syscall.BpfRequest;
import dev.spinlab.bench.kernelprobe.syscall.LinuxError;
import dev.spinlab.bench.kernelprobe.syscall.NativeBlock;
import dev.spinlab.bench.kernelprobe.syscall.SystemCalls;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;

/** A thread that updates, looks up and deletes storage of a task by system calls, in turns. */
final class CallParticipant implements Participant<Map<CallParticipant.Call, CallParticipant.Found>> {
    private static final double MEDIAN = 50;
    private static final int DIGITS = 3;

    private final SystemCalls calls;
    private final int storage;
    private final boolean shared;
    private final BooleanSupplier stop;
    private final Descriptors descriptors;
    private final List<Turn> turns = new ArrayList<>();

    CallParticipant(SystemCalls calls, int storage, boolean shared, BooleanSupplier stop) {
        this.calls = calls;
        this.storage = storage;
        this.shared = shared;
        this.stop = stop;
        descriptors = new Descriptors(calls);
    }

    /** What is called, in the order of a turn. */
    enum Call {
        UPDATE("update"),
        LOOKUP("lookup"),
        DELETE("delete");

        private final String id;

        Call(String id) {
            this.id = id;
        }

        /** Its name in results. */
        String id() {
            return id;
        }
    }

    private record Turn(Call call, BpfRequest request, Found found) {}

    /** What became of the calls of one kind; only for the thread that makes them. */
    static final class Found {
        private final long[] failures = new long[LinuxError.END + 1];
        private final Histogram times = new Histogram(DIGITS);
        private long nanos;
        private long refusedNanos;

        private void add(long answer, long took) {
            times.recordValue(took);
            nanos += took;
            if (answer < 0) {
                failures[(int) Math.min(-answer, LinuxError.END)]++;
                refusedNanos += took;
            }
        }

        /** The calls of several threads together. */
        static Sample together(Call call, List<Found> all) {
            TreeMap<String, Long> failures = new TreeMap<>();
            Histogram times = new Histogram(DIGITS);
            double nanos = 0;
            double refusedNanos = 0;
            for (Found found : all) {
                times.add(found.times);
                nanos += found.nanos;
                refusedNanos += found.refusedNanos;
                for (int error = 1; error <= LinuxError.END; error++) {
                    if (found.failures[error] > 0) {
                        failures.merge(call.id() + " " + LinuxError.name(error), found.failures[error], Long::sum);
                    }
                }
            }
            return new Sample(
                    times.getTotalCount(), failures, nanos, refusedNanos, (double) times.getValueAtPercentile(MEDIAN));
        }
    }

    /**
     * Opens a descriptor of a task, which is what such a call takes as a key.
     *
     * @param shared whether it is the task that all share, the first of this process; otherwise the calling thread
     * @return the answer
     */
    static long openTask(SystemCalls calls, boolean shared) {
        return shared
                ? calls.pidfdOpen(ProcessHandle.current().pid(), 0)
                : calls.pidfdOpen(calls.threadId(), SystemCalls.PIDFD_THREAD);
    }

    @Override
    public void prepare() {
        int task = descriptors.keep((int) SystemCalls.require("pidfd_open", openTask(calls, shared)));
        NativeBlock key = new NativeBlock(Integer.BYTES).put32(0, task);
        NativeBlock value = new NativeBlock(Long.BYTES);
        turns.add(new Turn(Call.UPDATE, BpfRequest.update(storage, key, value), new Found()));
        turns.add(new Turn(Call.LOOKUP, BpfRequest.lookup(storage, key, value), new Found()));
        turns.add(new Turn(Call.DELETE, BpfRequest.delete(storage, key), new Found()));
    }

    @Override
    public Map<Call, Found> measure(long deadline) {
        long now = System.nanoTime();
        do {
            for (Turn turn : turns) {
                long answer = calls.bpf(turn.request());
                long ended = System.nanoTime();
                turn.found().add(answer, ended - now);
                now = ended;
            }
        } while (now < deadline && !stop.getAsBoolean());
        Map<Call, Found> found = new EnumMap<>(Call.class);
        turns.forEach(turn -> found.put(turn.call(), turn.found()));
        return found;
    }

    @Override
    public void close() {
        descriptors.close();
    }
}
