package dev.spinlab.bench.driver;

import org.openjdk.jmh.runner.BenchmarkException;
import org.openjdk.jmh.runner.RunnerException;

/** A fork ended without a result; the message is its first meaningful line. */
public final class ForkFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * A failure with a known reason.
     *
     * @param reason one line
     */
    public ForkFailedException(String reason) {
        super(reason);
    }

    /**
     * A failure that JMH reports; its own wrappers around the reason are taken off.
     *
     * @param failure what JMH threw
     */
    public ForkFailedException(Throwable failure) {
        super(firstLine(innermost(failure)), failure);
    }

    /** JMH keeps the reasons of a benchmark's failure as suppressed exceptions, and wraps that in turn. */
    private static Throwable innermost(Throwable failure) {
        Throwable current = failure;
        // Bounded: a chain of causes is finite, and each turn goes one link down.
        while (true) {
            Throwable next = current instanceof BenchmarkException && current.getSuppressed().length > 0
                    ? current.getSuppressed()[0]
                    : current instanceof RunnerException ? current.getCause() : null;
            if (next == null) {
                return current;
            }
            current = next;
        }
    }

    private static String firstLine(Throwable failure) {
        String message = failure.getMessage();
        String line = message == null
                ? ""
                : message.lines()
                        .map(String::strip)
                        .filter(l -> !l.isEmpty())
                        .findFirst()
                        .orElse("");
        if (failure instanceof RunnerException || failure instanceof IllegalStateException) {
            return line.isEmpty() ? failure.getClass().getSimpleName() : line;
        }
        String name = failure.getClass().getSimpleName();
        return line.isEmpty() ? name : name + ": " + line;
    }
}
