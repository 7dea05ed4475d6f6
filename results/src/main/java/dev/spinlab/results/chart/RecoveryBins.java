package dev.spinlab.results.chart;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** The bins in which the kernel's stress test of resilient locks counts recovery times. */
final class RecoveryBins {
    private static final int[] UP_TO_MILLIS = {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 18, 20, 25, 30, 40, 50, 75, 100, 150, 200, 250, 1000
    };
    private static final double NANOS_PER_MILLI = 1e6;

    private RecoveryBins() {}

    static int count() {
        return UP_TO_MILLIS.length + 1;
    }

    /** The upper ends in milliseconds; the last bin has none. */
    static List<String> labels() {
        List<String> labels = new ArrayList<>();
        for (int upTo : UP_TO_MILLIS) {
            labels.add(Integer.toString(upTo));
        }
        labels.add("more");
        return labels;
    }

    /** A bin in words. */
    static String inWords(int bin) {
        if (bin == 0) {
            return "up to " + UP_TO_MILLIS[0] + " ms";
        }
        return bin == UP_TO_MILLIS.length
                ? "more than " + UP_TO_MILLIS[bin - 1] + " ms"
                : UP_TO_MILLIS[bin - 1] + " to " + UP_TO_MILLIS[bin] + " ms";
    }

    /** The values of a histogram in nanoseconds, counted by bin. */
    static long[] of(Histogram histogram) {
        long[] counts = new long[count()];
        for (HistogramIterationValue value : histogram.recordedValues()) {
            counts[bin((double) value.getValueIteratedTo())] += value.getCountAtValueIteratedTo();
        }
        return counts;
    }

    static int bin(double nanos) {
        for (int bin = 0; bin < UP_TO_MILLIS.length; bin++) {
            if (nanos <= UP_TO_MILLIS[bin] * NANOS_PER_MILLI) {
                return bin;
            }
        }
        return UP_TO_MILLIS.length;
    }
}
