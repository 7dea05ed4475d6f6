package dev.spinlab.bench.interrupts;

import dev.spinlab.bench.driver.InterruptLevel;
import dev.spinlab.bench.driver.Workload;
import java.util.List;

/** What the controls, which are made to break, must be seen to do: a comparison that does not see it has seen nothing. */
public final class Controls {
    private static final List<Workload> FREEING =
            List.of(Workload.INTERRUPTED_CREATE_DELETE, Workload.INTERRUPTED_UPDATE_EXISTING);

    private Controls() {}

    /**
     * Looks for controls that did not break.
     *
     * @param results of cells; those of too few handlers are passed over
     * @return one line for each that should have
     */
    public static List<String> missed(List<CellResult> results) {
        return results.stream()
                .filter(result ->
                        result.verdict() != Verdict.UNKNOWN && result.verdict().compareTo(least(result.cell())) < 0)
                .map(result -> result.cell().label() + " " + result.verdict().word() + ", and should have been seen to "
                        + (least(result.cell()) == Verdict.HANGS ? "hang" : "lose"))
                .toList();
    }

    /** The least that a backend must be seen to do. */
    static Verdict least(Cell cell) {
        boolean nmi = cell.level() == InterruptLevel.NMI;
        if (!FREEING.contains(cell.workload())) {
            return Verdict.UNKNOWN;
        }
        return switch (cell.backend()) {
            case "unprotected-deferred-free" -> Verdict.LOSES;
            case "irqsave-nmi-admitted" -> nmi ? Verdict.LOSES : Verdict.UNKNOWN;
            case "raw-spinlock-unguarded" -> nmi ? Verdict.HANGS : Verdict.UNKNOWN;
            default -> Verdict.UNKNOWN;
        };
    }
}
