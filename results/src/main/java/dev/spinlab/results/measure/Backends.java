package dev.spinlab.results.measure;

import java.util.Comparator;
import java.util.List;

/** The order of backends everywhere: the four that are compared, then controls and others by name. */
public final class Backends {
    /** The backend that ratios are taken to. */
    public static final String BASELINE = "percpu-counter";

    /** The four backends that the suite compares. */
    public static final List<String> COMPARED =
            List.of(BASELINE, "rqspinlock", "llist-deferred-free", "irqsave-deferred-free");

    /** Compared backends first, in their order; the others after them by name. */
    public static final Comparator<String> ORDER =
            Comparator.comparingInt(Backends::rank).thenComparing(Comparator.naturalOrder());

    private Backends() {}

    private static int rank(String backend) {
        int rank = COMPARED.indexOf(backend);
        return rank < 0 ? COMPARED.size() : rank;
    }
}
