package dev.spinlab.bench.claims;

import dev.spinlab.results.claims.ClaimsColumn;
import dev.spinlab.results.kernel.KernelCalls;
import dev.spinlab.results.kernel.KernelFigures;
import dev.spinlab.results.kernel.KernelFigures.Locks;
import dev.spinlab.results.kernel.KernelRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What this machine's kernel says of the claims. It enters no criterion: a claim is about the model. */
public final class KernelColumn {
    private static final int INTERRUPT_MICROS = 100;

    private KernelColumn() {}

    /**
     * Words the figures of a kernel as a column of the claims table.
     *
     * @param figures what was measured
     * @return with cells of those claims that some case is about
     */
    public static ClaimsColumn of(KernelFigures figures) {
        SortedMap<Integer, String> cells = new TreeMap<>();
        figures.find(KernelRow.CREATE_DELETE, 2, 1, 0).ifPresent(row -> sharedCpu(figures, row.tasks(), cells));
        interrupts(figures).ifPresent(text -> put(cells, ClaimText.INTERRUPTS, text));
        figures.find(KernelRow.CREATE_DELETE, 1, 1, 0)
                .ifPresent(row -> put(
                        cells,
                        ClaimText.PRICE,
                        row.tasks().nanosPerCall().time() + " with "
                                + switch (figures.locks()) {
                                    case COUNTER -> "the counter";
                                    case RQSPINLOCK -> "resilient locks";
                                    case UNKNOWN -> "whatever locks it has";
                                }));
        return new ClaimsColumn(figures.title(), cells);
    }

    private static void sharedCpu(KernelFigures figures, KernelCalls tasks, SortedMap<Integer, String> cells) {
        String refused = tasks.share() + (tasks.refused() == 0 ? " calls refused" : " of calls");
        if (figures.locks() == Locks.RQSPINLOCK) {
            put(cells, ClaimText.COUNTER_REFUSES, refused + " (it has no counter)");
            put(cells, ClaimText.RQSPINLOCK_REFUSES_NOBODY, refused);
            return;
        }
        boolean nobodyIsPreempted = Boolean.FALSE.equals(figures.preempts());
        String time = tasks.refused() == 0 ? "" : ", " + tasks.timeShare() + " of time";
        put(
                cells,
                ClaimText.COUNTER_REFUSES,
                nobodyIsPreempted
                        ? refused + time + " (preempt=none or voluntary: it cannot show it)"
                        : refused + time);
        if (nobodyIsPreempted) {
            put(cells, ClaimText.NONE_HIDES_IT, refused);
        }
    }

    private static Optional<String> interrupts(KernelFigures figures) {
        List<String> shares = new ArrayList<>();
        for (String operation : List.of(KernelRow.CREATE_DELETE, KernelRow.LOOKUP_HIT, KernelRow.NOTHING)) {
            figures.find(operation, 1, 1, INTERRUPT_MICROS)
                    .flatMap(row -> Optional.ofNullable(row.handlers()))
                    .ifPresent(handlers -> shares.add(handlers.share()));
        }
        return shares.size() == 3
                ? Optional.of(String.join(", ", shares) + " (every " + INTERRUPT_MICROS + " µs)")
                : Optional.empty();
    }

    private static void put(SortedMap<Integer, String> cells, ClaimText claim, String text) {
        cells.put(claim.number(), text);
    }
}
