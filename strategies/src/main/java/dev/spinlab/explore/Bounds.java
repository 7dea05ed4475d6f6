package dev.spinlab.explore;

/**
 * How far an exploration goes.
 *
 * @param interruptions how many interrupts, preemptions and calls from trace points one schedule may have
 * @param switches how often it may switch to another CPU's task although the running one could go on
 */
public record Bounds(int interruptions, int switches) {
    @Override
    public String toString() {
        return interruptions + " interruptions, " + switches + " switches";
    }
}
