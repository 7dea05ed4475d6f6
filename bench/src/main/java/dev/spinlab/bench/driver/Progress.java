package dev.spinlab.bench.driver;

import java.time.Duration;

/** How far a run is and how long it will still take, from the forks it has measured. */
public final class Progress {
    private final int planned;
    private final Duration expectedPerFork;
    private int done;
    private long spentMillis;

    /**
     * Begins at zero.
     *
     * @param planned forks in all
     * @param expectedPerFork what a fork is expected to take, until one has been timed
     */
    public Progress(int planned, Duration expectedPerFork) {
        this.planned = planned;
        this.expectedPerFork = expectedPerFork;
    }

    /**
     * Counts a fork, failed or not.
     *
     * @param durationMillis how long it took, in milliseconds
     */
    public void done(long durationMillis) {
        done++;
        spentMillis += durationMillis;
    }

    /**
     * The time left.
     *
     * @return forks left times the mean of those done
     */
    public Duration left() {
        long perFork = done == 0 ? expectedPerFork.toMillis() : spentMillis / done;
        return Duration.ofMillis(perFork * (planned - done));
    }

    /**
     * One line for the fork just counted.
     *
     * @param what the trial
     * @param outcome what became of it
     * @return for example {@code [ 12/210] 2 min 31 s left  rqspinlock: …  3.21 M ops/s}
     */
    public String line(String what, String outcome) {
        int width = Integer.toString(planned).length();
        String count = Integer.toString(done);
        return "[" + " ".repeat(width - count.length()) + count + "/" + planned + "] " + Texts.duration(left())
                + " left  " + what + "  " + outcome;
    }
}
