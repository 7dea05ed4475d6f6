package dev.spinlab.results.run;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;

/** Reads an HdrHistogram V2 log: the histograms of one fork, told apart by tag. */
final class HistogramLog {
    private static final String REMEDY = "measure again, or restore the file";

    private HistogramLog() {}

    /** The histograms of a log by tag; intervals with the same tag are added together. */
    static SortedMap<String, Histogram> read(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw BadRunException.unreadable(file, e);
        }
        if (bytes.length == 0) {
            throw new BadRunException(file, "the file is empty", REMEDY);
        }
        SortedMap<String, Histogram> byTag = new TreeMap<>();
        try (HistogramLogReader reader = new HistogramLogReader(new ByteArrayInputStream(bytes))) {
            while (reader.hasNext()) {
                EncodableHistogram next = reader.nextIntervalHistogram();
                if (next == null) {
                    break;
                }
                add(file, byTag, next);
            }
        } catch (BadRunException e) {
            throw e;
        } catch (RuntimeException e) {
            // The reader reports every kind of damage by an unchecked exception of its own choice.
            throw new BadRunException(file, "not a readable HdrHistogram log, or cut short", REMEDY, e);
        }
        if (byTag.isEmpty()) {
            throw new BadRunException(file, "holds no histogram", REMEDY);
        }
        return byTag;
    }

    private static void add(Path file, SortedMap<String, Histogram> byTag, EncodableHistogram next) {
        if (!(next instanceof Histogram histogram)) {
            throw new BadRunException(file, "holds a histogram of doubles where integers are expected", REMEDY);
        }
        String tag = histogram.getTag() == null ? "" : histogram.getTag();
        Histogram sum = byTag.get(tag);
        if (sum == null) {
            sum = new Histogram(histogram.getNumberOfSignificantValueDigits());
            sum.setTag(tag);
            byTag.put(tag, sum);
        }
        sum.add(histogram);
    }
}
