package dev.spinlab.bench.kernelprobe.bpf;

/** A place in a program that is jumped to, before or after it is known where that is. */
public final class Label {
    private static final int NOWHERE = -1;

    private int index = NOWHERE;

    /** A place that is not yet anywhere. */
    public Label() {}

    void place(int instruction) {
        if (index != NOWHERE) {
            throw new IllegalStateException("a label was placed twice, at " + index + " and " + instruction);
        }
        index = instruction;
    }

    int index() {
        if (index == NOWHERE) {
            throw new IllegalStateException("a label is jumped to and was not placed");
        }
        return index;
    }
}
