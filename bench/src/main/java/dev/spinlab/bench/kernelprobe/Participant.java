package dev.spinlab.bench.kernelprobe;

/**
 * One of several threads that do the same at the same time. All is called on that thread.
 *
 * @param <T> what it finds
 */
interface Participant<T> extends AutoCloseable {
    /** Whatever has to be done before the others may start too. */
    void prepare();

    /**
     * Does it until it is time to stop.
     *
     * @param deadline by {@link System#nanoTime()}
     * @return what it found
     */
    T measure(long deadline);

    @Override
    void close();
}
