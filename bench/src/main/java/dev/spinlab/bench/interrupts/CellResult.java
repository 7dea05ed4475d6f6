package dev.spinlab.bench.interrupts;

import dev.spinlab.bench.harness.InterruptFigures;

/**
 * What a cell showed.
 *
 * @param cell the cell
 * @param figures what was counted
 * @param wanted how many handlers were to come
 */
public record CellResult(Cell cell, InterruptFigures figures, long wanted) {
    /**
     * The handlers that are counted: in time those that came at any instruction.
     *
     * @return 0 or more
     */
    public long counted() {
        return cell.source() == Source.REALTIME ? figures.atAnyInstruction() : figures.handlers();
    }

    /**
     * Whether as many handlers came as were wanted.
     *
     * @return false if a verdict that nothing is lost would say little
     */
    public boolean finished() {
        return counted() >= wanted;
    }

    /**
     * The verdict.
     *
     * @return the worst that was seen; unknown if nothing bad was seen of too few handlers
     */
    public Verdict verdict() {
        if (!figures.hang().isEmpty()) {
            return Verdict.HANGS;
        }
        if (figures.violations() > 0) {
            return Verdict.LOSES;
        }
        if (!finished()) {
            return Verdict.UNKNOWN;
        }
        return figures.refusedHandlers() > 0 ? Verdict.REFUSES : Verdict.WORKS;
    }

    /**
     * The share of handlers that could not do all they wanted.
     *
     * @return 0 to 1; NaN if none came
     */
    public double refusedShare() {
        return figures.handlers() == 0 ? Double.NaN : (double) figures.refusedHandlers() / figures.handlers();
    }
}
