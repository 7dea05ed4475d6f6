package dev.spinlab.results.gate.timed;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Stream;

/**
 * The verdict on a gate after some look.
 *
 * @param status the verdict
 * @param look the look after which it was given
 * @param reasons why it is void, red or undecided, one sentence each; empty if it passed
 * @param rows the verdicts on the rows of all arms, gated and advisory
 */
public record GateVerdict(Status status, int look, List<String> reasons, List<RowVerdict> rows) {
    /** Copies the lists. */
    public GateVerdict {
        requireNonNull(status, "status");
        reasons = List.copyOf(reasons);
        rows = List.copyOf(rows);
    }

    /**
     * The rows of an arm.
     *
     * @param versus the arm
     * @return the worst first
     */
    public List<RowVerdict> rows(Arm versus) {
        return rows.stream()
                .filter(row -> row.versus() == versus)
                .sorted(RowVerdict.WORST_FIRST)
                .toList();
    }

    /**
     * What to measure next. All rows and controls are screened; what the screen shows to be worse, be it by chance, is
     * confirmed before the time that is left goes to the others. A row is shown to be worse by the same floor that a
     * regression has, so that what is left aside could not have been called regressed: nothing is rejected more often for
     * it than if all had been measured. A gate that is red or void, and in which nothing else looks worse, is over.
     *
     * @param settings the rules of the gate
     * @param lanes what can be measured
     * @return those that further blocks could decide, times or counts: the suspects if there are any, and else all, if the
     *     verdict on the gate can still change; of the null control too, until it is known not to move
     */
    public List<LaneKey> next(Settings settings, List<LaneKey> lanes) {
        List<LaneKey> open = lanes.stream()
                .filter(lane -> undecided(lane).findAny().isPresent())
                .toList();
        List<LaneKey> suspects = open.stream()
                .filter(lane -> undecided(lane).anyMatch(row -> isSuspect(row, settings)))
                .toList();
        boolean over = status == Status.REGRESSED || status == Status.VOID;
        return suspects.isEmpty() && !over ? open : suspects;
    }

    private Stream<RowVerdict> undecided(LaneKey lane) {
        return rows.stream().filter(row -> row.gated() && row.outcome() == Outcome.UNDECIDED && lane.has(row));
    }

    /** The canary has to be found; a count is undecided only if it has risen. */
    private static boolean isSuspect(RowVerdict row, Settings settings) {
        return switch (row.versus()) {
            case BASE, NULL -> false;
            case CANARY -> true;
            case HEAD ->
                !row.row().metric().timed() || StrictMath.log(row.worsening().estimate()) >= settings.logFloor();
        };
    }
}
