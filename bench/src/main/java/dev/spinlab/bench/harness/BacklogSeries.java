package dev.spinlab.bench.harness;

import dev.spinlab.machine.Cpu;
import dev.spinlab.reclaim.BacklogListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * The backlog over time, about one value for each millisecond of each measured iteration, as CSV.
 *
 * <p>The values are those that the ledger's own looks find anyway, at ticks and before callbacks. In between nobody asks, so
 * a CPU that does not tick for a while leaves a gap. An iteration longer than a minute is cut off there.
 */
final class BacklogSeries implements BacklogListener {
    static final String HEADER = "iteration,micros,backlog";

    private static final long GAP_NANOS = 1_000_000;
    private static final int FIRST_CAPACITY = 1024;
    private static final int MAX_SAMPLES = 60_000;

    private final StringBuilder lines = new StringBuilder();
    private long[] nanos = new long[FIRST_CAPACITY];
    private long[] backlogs = new long[FIRST_CAPACITY];
    private int samples;
    private int iteration;
    private long startNanos;
    private boolean anything;
    private volatile boolean open;
    private volatile long dueNanos;

    BacklogSeries() {}

    /** Begins an iteration, unless that has been done. */
    synchronized void begin(long nowNanos) {
        if (!open) {
            samples = 0;
            startNanos = nowNanos;
            dueNanos = nowNanos;
            open = true;
        }
    }

    @Override
    public void looked(Cpu cpu, long backlog) {
        if (open) {
            long now = cpu.nanoTime();
            if (now - dueNanos >= 0) {
                keep(now, backlog);
            }
        }
    }

    private synchronized void keep(long now, long backlog) {
        if (open && now - dueNanos >= 0 && samples < MAX_SAMPLES) {
            if (samples == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * samples);
                backlogs = Arrays.copyOf(backlogs, 2 * samples);
            }
            nanos[samples] = now - startNanos;
            backlogs[samples] = backlog;
            samples++;
            dueNanos = now + GAP_NANOS;
        }
    }

    /**
     * Ends an iteration.
     *
     * @param endNanos when the last task left; what was found later is dropped
     * @param measured whether it is to be kept at all; kept ones are numbered from 0
     */
    synchronized void end(long endNanos, boolean measured) {
        boolean begun = open;
        open = false;
        if (!measured) {
            return;
        }
        for (int i = 0; begun && i < samples && nanos[i] <= endNanos - startNanos; i++) {
            lines.append(iteration)
                    .append(',')
                    .append(TimeUnit.NANOSECONDS.toMicros(nanos[i]))
                    .append(',')
                    .append(backlogs[i])
                    .append('\n');
            anything |= backlogs[i] != 0;
        }
        iteration++;
    }

    /**
     * Writes the series; no file if nothing ever awaited its free.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    synchronized void write(Path file) {
        if (!anything) {
            return;
        }
        try {
            Files.writeString(file, HEADER + "\n" + lines);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be written; check the folder and the disk", e);
        }
    }
}
