package dev.spinlab.bench.interrupts;

/** Runs one cell and waits for it. */
@FunctionalInterface
public interface CellRunner {
    /**
     * Runs a cell.
     *
     * @param cell the cell
     * @return what it showed
     * @throws CellFailure if it gave no figures
     * @throws InterruptedException if the calling thread is interrupted
     */
    CellResult run(Cell cell) throws CellFailure, InterruptedException;
}
