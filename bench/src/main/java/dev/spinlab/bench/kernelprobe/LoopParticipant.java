package dev.spinlab.bench.kernelprobe;

import dev.spinlab.bench.kernelprobe.perf.CpuClock;
import dev.spinlab.bench.kernelprobe.syscall.BpfRequest;
import dev.spinlab.bench.kernelprobe.syscall.NativeBlock;
import dev.spinlab.bench.kernelprobe.syscall.SystemCalls;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;

/** A thread that runs a loop program again and again. */
final class LoopParticipant implements Participant<LoopParticipant.Found> {
    private static final int MOST_TRIES = 1000;
    private static final double MEDIAN = 50;

    /** A time of a run that its histogram tells from the next. */
    private static final int DIGITS = 3;

    private final SystemCalls calls;
    private final LoadedProbe loaded;
    private final LoopCase measured;
    private final BooleanSupplier stop;
    private final NativeBlock context = new NativeBlock(StoragePrograms.CONTEXT_BYTES);

    LoopParticipant(SystemCalls calls, LoadedProbe loaded, LoopCase measured, int index, BooleanSupplier stop) {
        this.calls = calls;
        this.loaded = loaded;
        this.measured = measured;
        this.stop = stop;
        context.put32(StoragePrograms.CONTEXT_TALLY, index);
    }

    /**
     * What a thread found.
     *
     * @param rounds of its loop
     * @param nanos inside them
     * @param runs nanoseconds of each run of the program
     */
    record Found(long rounds, long nanos, Histogram runs) {
        /** Middle time of a round in nanoseconds, over the runs of several threads. */
        static double median(Operation operation, Iterable<Found> all) {
            Histogram together = new Histogram(DIGITS);
            all.forEach(found -> together.add(found.runs()));
            return together.getValueAtPercentile(MEDIAN) / (double) operation.rounds();
        }
    }

    /** A lookup needs something to find. Others may be in the way of creating it, where the kernel lets them. */
    @Override
    public void prepare() {
        if (measured.operation() != Operation.LOOKUP_HIT) {
            return;
        }
        BpfRequest create = BpfRequest.runProgram(loaded.create(), new NativeBlock(StoragePrograms.CONTEXT_BYTES));
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            SystemCalls.require(create.name(), calls.bpf(create));
            if (create.returned() != StoragePrograms.REFUSED) {
                return;
            }
        }
        throw new UnavailableException(
                "storage could not be created in " + MOST_TRIES + " tries",
                "stop what else works on task storage here");
    }

    @Override
    public Found measure(long deadline) {
        if (measured.interruptMicros() == 0) {
            return loop(deadline);
        }
        long period = TimeUnit.MICROSECONDS.toNanos(measured.interruptMicros());
        CpuClock interrupts = CpuClock.start(calls, loaded.handler(), period);
        try {
            return loop(deadline);
        } finally {
            interrupts.close();
        }
    }

    private Found loop(long deadline) {
        BpfRequest run = BpfRequest.runProgram(loaded.loop(measured.operation()), context);
        Histogram runs = new Histogram(DIGITS);
        long rounds = 0;
        long nanos = 0;
        do {
            SystemCalls.require(run.name(), calls.bpf(run));
            long took = context.get64(StoragePrograms.CONTEXT_NANOS);
            rounds += context.get64(StoragePrograms.CONTEXT_ROUNDS);
            nanos += took;
            runs.recordValue(took);
        } while (System.nanoTime() < deadline && !stop.getAsBoolean());
        return new Found(rounds, nanos, runs);
    }

    @Override
    public void close() {
        // The thread ends now, and its storage with it.
    }
}
