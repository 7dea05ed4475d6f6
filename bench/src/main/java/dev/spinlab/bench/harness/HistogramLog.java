package dev.spinlab.bench.harness;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** The histograms of one fork: collected, then written as one HdrHistogram V2 log, told apart by tag. */
final class HistogramLog {
    static final String LATENCY_MERGED = "latency.merged";
    static final String UNCORRECTED_MERGED = "latency.uncorrected.merged";
    static final String CALLS_MERGED = "callsUntilSuccess.merged";
    static final String TIME_MERGED = "timeUntilSuccess.merged";

    private final long startedMillis;
    private final List<Histogram> histograms = new ArrayList<>();

    /**
     * Starts a log.
     *
     * @param startedMillis wall clock at the start of the trial
     */
    HistogramLog(long startedMillis) {
        this.startedMillis = startedMillis;
    }

    static String latencyTag(int cpu, int task) {
        return "latency.cpu" + cpu + ".task" + task;
    }

    /** Adds a histogram unless nothing was recorded in it. */
    void add(String tag, Histogram histogram) {
        if (histogram.getTotalCount() > 0) {
            Histogram copy = histogram.copy();
            copy.setTag(tag);
            copy.setStartTimeStamp(startedMillis);
            histograms.add(copy);
        }
    }

    /**
     * Writes the log; no file without a histogram.
     *
     * @param endedMillis wall clock at the end of the trial
     * @throws UncheckedIOException if the file cannot be written
     */
    void write(Path file, long endedMillis) {
        if (histograms.isEmpty()) {
            return;
        }
        try (PrintStream out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            HistogramLogWriter writer = new HistogramLogWriter(out);
            writer.outputLogFormatVersion();
            writer.outputLegend();
            for (Histogram histogram : histograms) {
                histogram.setEndTimeStamp(endedMillis);
                writer.outputIntervalHistogram(histogram);
            }
            if (out.checkError()) {
                throw new IOException("the disk may be full");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be written; check the folder and the disk", e);
        }
    }
}
