package dev.spinlab.results.measure;

import java.util.Comparator;
import java.util.List;

/** The order of backends everywhere: the four that are compared, then the reference points, then controls and others by name. */
public final class Backends {
    /** The backend that ratios are taken to. */
    public static final String BASELINE = "percpu-counter";

    /** The four backends that the suite compares. */
    public static final List<String> COMPARED =
            List.of(BASELINE, "rqspinlock", "llist-deferred-free", "irqsave-deferred-free");

    /** What a Java user would take instead; they promise less, and are there for scale. */
    public static final List<String> REFERENCES = List.of("concurrent-hash-map", "reentrant-lock");

    /** Compared backends first, then the reference points, in their order; the others after them by name. */
    public static final Comparator<String> ORDER =
            Comparator.comparingInt(Backends::rank).thenComparing(Comparator.naturalOrder());

    private Backends() {}

    private static int rank(String backend) {
        int rank = COMPARED.indexOf(backend);
        if (rank >= 0) {
            return rank;
        }
        int reference = REFERENCES.indexOf(backend);
        return COMPARED.size() + (reference < 0 ? REFERENCES.size() : reference);
    }
}
