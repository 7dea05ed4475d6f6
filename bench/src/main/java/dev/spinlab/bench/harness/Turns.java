package dev.spinlab.bench.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;

/**
 * Lets two JVMs measure in turns, so that what disturbs the machine for longer than an iteration disturbs both: before each
 * iteration this one says so and waits to be told to go on, by whoever started it.
 */
public final class Turns {
    /** The line on standard output that asks for the next turn; the answer is one byte on standard input. */
    public static final String ASK = "spinlab: turn?";

    /** The line that says that no more turns are wanted, and all that is left is to write the result and to end. */
    public static final String DONE = "spinlab: turns done";

    private final InputStream in;
    private final PrintStream out;

    Turns(InputStream in, PrintStream out) {
        this.in = in;
        this.out = out;
    }

    /** Wants no more turns. */
    void done() {
        out.println(DONE);
        out.flush();
    }

    /**
     * Waits for the next turn.
     *
     * @throws IllegalStateException if nobody gives any more
     */
    void await() {
        out.println(ASK);
        out.flush();
        try {
            if (in.read() < 0) {
                throw new IllegalStateException("whoever gives the turns has ended");
            }
        } catch (IOException e) {
            throw new IllegalStateException("no turn can be read: " + e.getMessage(), e);
        }
    }
}
