package dev.spinlab.explore;

/** Makes the choices of one schedule after another. */
public interface Scheduler {
    /** Begins the next schedule. Returns false if there is none left. */
    boolean begin();

    /**
     * Chooses.
     *
     * @param point number of the choice in this schedule, from 0
     * @param codes what can happen, see {@link dev.spinlab.simulation.Action}; the first is what happens if nobody intervenes
     * @param count how many of {@code codes} count
     * @return one of them
     */
    int choose(long point, int[] codes, int count);
}
