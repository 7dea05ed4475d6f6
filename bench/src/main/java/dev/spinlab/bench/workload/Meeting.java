package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Tally;
import dev.spinlab.machine.Cpu;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A point at which the tasks of one operation wait for each other, again and again.
 *
 * <p>Either all of them meet or, when JMH stops the iteration and one has gone, none: who gives up takes its arrival
 * back, so that the next iteration begins afresh.
 */
final class Meeting {
    /*
     * Implementation notes. The state is the number of meetings that took place, times 2^16, plus the number of those
     * who have arrived for the next one. Arriving and giving up change it in one compare-and-swap.
     */
    private static final long MEETING = 1L << 16;

    /** Longer than any strategy may keep a task that does come. */
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    private final int parties;
    private final Wait wait;
    private final AtomicLong state = new AtomicLong();

    /**
     * Creates a point.
     *
     * @param parties tasks that meet
     * @param wait how they wait
     */
    Meeting(int parties, Wait wait) {
        this.parties = parties;
        this.wait = wait;
    }

    /**
     * Waits for the others. Bounded: all of them come, or the iteration stops, or one has failed.
     *
     * @return false if the iteration stopped first
     * @throws IllegalStateException if the others do not come
     */
    boolean await(Cpu cpu, Tally tally) {
        long meeting = arrive();
        long start = cpu.nanoTime();
        while (state.get() / MEETING == meeting) {
            if (tally.stopping() && gaveUp(meeting)) {
                return false;
            }
            if (cpu.nanoTime() - start > PATIENCE_NANOS) {
                throw new IllegalStateException("task " + cpu.current().name()
                        + " waited for 20 s for the other tasks of its operation; one of them failed or hangs");
            }
            wait.pause(cpu);
        }
        return true;
    }

    /**
     * Comes to the meeting without waiting for it.
     *
     * @return the number of the meeting that the caller came for
     */
    long arrive() {
        // Bounded by the other parties: each changes the state at most twice per meeting.
        while (true) {
            long seen = state.get();
            long meeting = seen / MEETING;
            boolean last = seen % MEETING == parties - 1;
            if (state.compareAndSet(seen, last ? (meeting + 1) * MEETING : seen + 1)) {
                return meeting;
            }
        }
    }

    private boolean gaveUp(long meeting) {
        // Bounded likewise.
        while (true) {
            long seen = state.get();
            if (seen / MEETING != meeting) {
                return false;
            }
            if (state.compareAndSet(seen, seen - 1)) {
                return true;
            }
        }
    }
}
