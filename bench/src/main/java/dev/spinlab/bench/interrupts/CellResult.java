package dev.spinlab.bench.interrupts;

import dev.spinlab.bench.harness.InterruptFigures;

/**
 * What a cell showed.
 *
 * @param cell the cell
 * @param figures what was counted
 */
public record CellResult(Cell cell, InterruptFigures figures) {
    /**
     * The verdict.
     *
     * @return the worst that was seen
     */
    public Verdict verdict() {
        if (!figures.hang().isEmpty()) {
            return Verdict.HANGS;
        }
        if (figures.violations() > 0) {
            return Verdict.LOSES;
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
