package dev.spinlab.bench.claims;

import dev.spinlab.lock.LockProfile;
import dev.spinlab.lock.LockResult;
import dev.spinlab.machine.Errno;
import java.util.List;
import java.util.stream.Collectors;

/** Claims 5 to 7: what a lock does that cannot be granted. */
final class LockCriteria {
    private static final double MILLI = 1e6;

    /** No check comes sooner than after this long, unless it comes at once. */
    private static final double INTERVAL_NANOS = MILLI;

    private static final double MILLISECONDS = 5 * MILLI;
    private static final double AT_ONCE_NANOS = 0.1 * MILLI;
    private static final double PENDING_NANOS = 250 * MILLI;
    private static final double HEAD_NANOS = 500 * MILLI;

    /** Two grains of the simulated clock, and the time that answers take to pass down the queue. */
    private static final double GRAINS_NANOS = MILLI;

    /** The last waiter came 400 ms late. */
    private static final double LATE_NANOS = 101 * MILLI;

    private LockCriteria() {}

    /**
     * Claim 5.
     *
     * @param counter answers with the counter
     * @param resilient answers with resilient locks
     * @param counters schedules of recursion with the counter
     * @param resilients the same with resilient locks
     */
    static Judgement recursion(
            RecursionCounts counter, RecursionCounts resilient, Explored counters, Explored resilients) {
        boolean holds = counter.allElsewhere(Errno.EBUSY)
                && resilient.allElsewhere(Errno.OK)
                && resilient.allOnTheSameLock(Errno.EDEADLK)
                && counters.clean()
                && resilients.clean();
        return new Judgement(
                holds,
                "counter: " + answers(counter) + "; rqspinlock: " + answers(resilient) + "; "
                        + Figures.of(
                                counters.breaking() + resilients.breaking(),
                                counters.schedules() + resilients.schedules())
                        + " schedules hang or break a rule");
    }

    private static String answers(RecursionCounts counts) {
        return "another map " + counts.elsewhere() + ", lock held " + counts.sameLock();
    }

    /**
     * Claim 6.
     *
     * @param simulated both generations of rules on a simulated clock
     * @param real the same on real threads, in the same order
     */
    static Judgement deadlocks(List<LockTimes> simulated, List<RealLockTimes> real) {
        boolean holds = simulated.size() == LockProfile.values().length
                && simulated.stream().allMatch(LockCriteria::deadlocksAnswered)
                && real.stream()
                        .allMatch(times -> times.twice().result() == LockResult.DEADLOCK
                                && times.crossed().result() == LockResult.DEADLOCK);
        String found = simulated.stream()
                .map(times -> name(times.profile()) + " AA " + text(times.twice()) + ", ABBA "
                        + times.crossed().stream().map(LockCriteria::text).collect(Collectors.joining(" and ")))
                .collect(Collectors.joining("; "));
        String here = real.stream()
                .map(times -> times.twice().time() + " and " + times.crossed().time())
                .collect(Collectors.joining("; "));
        return new Judgement(holds, found + " (real threads: " + here + ")");
    }

    private static boolean deadlocksAnswered(LockTimes times) {
        LockAnswer twice = times.twice();
        boolean twiceInTime = times.profile() == LockProfile.CURRENT
                ? twice.nanos() < AT_ONCE_NANOS
                : between(twice, INTERVAL_NANOS, MILLISECONDS);
        List<LockAnswer> refused = times.crossed().stream()
                .filter(answer -> answer.result() == LockResult.DEADLOCK)
                .toList();
        boolean otherServed = times.crossed().stream().anyMatch(answer -> answer.result() == LockResult.ACQUIRED);
        return twice.result() == LockResult.DEADLOCK
                && twiceInTime
                && refused.size() == 1
                && between(refused.get(0), INTERVAL_NANOS, MILLISECONDS)
                && otherServed;
    }

    /**
     * Claim 7.
     *
     * @param simulated both generations of rules on a simulated clock
     * @param real the same on real threads
     */
    static Judgement timeouts(List<LockTimes> simulated, List<RealLockTimes> real) {
        boolean holds = simulated.size() == LockProfile.values().length
                && simulated.stream().allMatch(LockCriteria::timeoutsAnswered)
                && real.stream()
                        .allMatch(times -> times.stuck().result() == LockResult.TIMED_OUT
                                && times.stuck().nanos() >= PENDING_NANOS);
        String found = simulated.stream()
                .map(times -> name(times.profile()) + " " + text(times.pending()) + ", head " + text(times.head())
                        + ", behind it "
                        + times.behind().stream().map(LockCriteria::text).collect(Collectors.joining(" and ")))
                .collect(Collectors.joining("; "));
        String here = real.stream().map(times -> times.stuck().time()).collect(Collectors.joining(" and "));
        return new Judgement(holds, found + " (real threads: " + here + ")");
    }

    private static boolean timeoutsAnswered(LockTimes times) {
        LockResult sentAway = times.profile() == LockProfile.CURRENT ? LockResult.TIMED_OUT : LockResult.DEADLOCK;
        LockAnswer last = times.behind().get(times.behind().size() - 1);
        return times.pending().result() == LockResult.TIMED_OUT
                && between(times.pending(), PENDING_NANOS, PENDING_NANOS + GRAINS_NANOS)
                && times.head().result() == LockResult.TIMED_OUT
                && between(times.head(), HEAD_NANOS, HEAD_NANOS + GRAINS_NANOS)
                && times.behind().stream().allMatch(answer -> answer.result() == sentAway)
                && last.nanos() <= LATE_NANOS
                && times.afterwards().result() == LockResult.ACQUIRED;
    }

    private static boolean between(LockAnswer answer, double least, double most) {
        return answer.nanos() >= least && answer.nanos() <= most;
    }

    private static String text(LockAnswer answer) {
        return answer.result().errno() + " " + answer.time();
    }

    private static String name(LockProfile profile) {
        return profile == LockProfile.CURRENT ? "current:" : "6.15:";
    }
}
