package dev.spinlab.bench.interrupts;

import dev.spinlab.bench.harness.InterruptFigures;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Runs cells, and again if the JVM spoilt one; what happens each time is no whim of the JVM, but a hang. */
public final class RepeatedCells implements CellRunner {
    private static final int ATTEMPTS = 3;

    private final CellRunner cells;
    private final BooleanSupplier stop;
    private final Consumer<String> out;

    /**
     * Makes a runner.
     *
     * @param cells runs a cell once
     * @param stop true ends the attempts
     * @param out gets one line for each cell that is begun again
     */
    public RepeatedCells(CellRunner cells, BooleanSupplier stop, Consumer<String> out) {
        this.cells = cells;
        this.stop = stop;
        this.out = out;
    }

    @Override
    public CellResult run(Cell cell) throws CellFailure, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return cells.run(cell);
            } catch (CellFailure failure) {
                if (!failure.worthAnotherTry() || stop.getAsBoolean()) {
                    throw failure;
                }
                if (attempt == ATTEMPTS) {
                    String hang = ATTEMPTS + " times: " + failure.getMessage();
                    return new CellResult(cell, InterruptFigures.hung(hang), 1);
                }
                out.accept(cell.label() + ": begun again: " + failure.getMessage());
            }
        }
    }
}
