package dev.spinlab.bench.harness;

import dev.spinlab.machine.Errno;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** How long calls that could not be granted took to be answered, by the answer, within one iteration. */
final class Recoveries {
    private final Map<Errno, Histogram> byCode = new EnumMap<>(Errno.class);

    Recoveries() {}

    void record(Errno code, long nanos) {
        of(code).recordValue(Math.max(0, Math.min(nanos, Latencies.MAX_NANOS)));
    }

    private Histogram of(Errno code) {
        return byCode.computeIfAbsent(code, first -> new Histogram(1, Latencies.MAX_NANOS, Latencies.DIGITS));
    }

    void add(Recoveries other) {
        other.byCode.forEach((code, nanos) -> of(code).add(nanos));
    }

    void reset() {
        byCode.values().forEach(Histogram::reset);
    }

    /** Nanoseconds by code; a code that did not occur may be there with nothing in it, or not at all. */
    Map<Errno, Histogram> byCode() {
        return byCode;
    }
}
