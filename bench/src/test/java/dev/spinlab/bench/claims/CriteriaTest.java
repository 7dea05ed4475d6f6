package dev.spinlab.bench.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spinlab.explore.Rule;
import dev.spinlab.lock.LockProfile;
import dev.spinlab.lock.LockResult;
import dev.spinlab.machine.Errno;
import dev.spinlab.results.measure.Refusals;
import dev.spinlab.results.stat.Interval;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every criterion, with data that bear its claim out and with data that do not. */
class CriteriaTest {
    private static final Explored CLEAN = explored(Map.of());
    private static final Explored LOST = explored(Map.of(Rule.NOTHING_LOST, 3L));

    private static Interval around(double estimate, double half) {
        return new Interval(estimate, estimate - half, estimate + half, 0.95, 3);
    }

    private static Refusals refused(double calls, double share, double half, double time) {
        SortedMap<String, Double> codes = new TreeMap<>();
        if (share > 0) {
            codes.put("EBUSY", calls * share);
        }
        return new Refusals(calls, codes, around(share, half), around(time, time / 10));
    }

    private static Refusals none(double calls) {
        return refused(calls, 0, 0, 0);
    }

    private static Explored explored(Map<Rule, Long> broken, Errno... refusals) {
        Set<Errno> codes = EnumSet.noneOf(Errno.class);
        codes.addAll(List.of(refusals));
        return new Explored(100, codes, broken);
    }

    private static void assertHolds(Judgement judgement, String... parts) {
        assertThat(judgement.holds()).as(judgement.ours()).isTrue();
        assertThat(judgement.ours()).contains(parts);
    }

    private static void assertFails(Judgement judgement) {
        assertThat(judgement.holds()).as(judgement.ours()).isFalse();
    }

    @Test
    void claim1TheCounterRefuses() {
        assertHolds(
                RefusalCriteria.counterRefuses(refused(1e6, 0.918, 0.02, 0.48)),
                "91.8 % [89.8 %, 93.8 %] of calls",
                "48.0 % [43.2 %, 52.8 %] of time");
        assertFails(RefusalCriteria.counterRefuses(none(1e6)));
        assertFails(RefusalCriteria.counterRefuses(refused(1e6, 0.5, 0.6, 0.48)));
        assertFails(RefusalCriteria.counterRefuses(refused(1e6, 0.9, 0.01, 0.001)));
        assertFails(RefusalCriteria.counterRefuses(refused(0, Double.NaN, 0, Double.NaN)));
    }

    @Test
    void claim2NoneHidesIt() {
        assertHolds(RefusalCriteria.noneHidesIt(none(1_234_567)), "0 of 1,234,567 calls");
        assertFails(RefusalCriteria.noneHidesIt(none(9_999)));
        assertFails(RefusalCriteria.noneHidesIt(refused(1e6, 1e-6, 0, 0)));
    }

    @Test
    void claim3RetryHasNoUsefulBound() {
        assertHolds(
                RefusalCriteria.retryHasNoBound(new RetriedCreates(171_437, 69, 34_204, 225_588, 7.5e6, 79.9e6)),
                "median 34,204 calls",
                "worst 225,588 calls, 79.9 ms",
                "69 of 171,437");
        assertFails(RefusalCriteria.retryHasNoBound(
                new RetriedCreates(1e6, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN)));
        assertFails(RefusalCriteria.retryHasNoBound(new RetriedCreates(1e6, 9, 3, 225_588, 1e6, 79e6)));
        assertFails(RefusalCriteria.retryHasNoBound(new RetriedCreates(1e6, 9, 34_204, 50_000, 5e5, 9e5)));
    }

    @Test
    void claim4ResilientLocksRefuseNobody() {
        RetriedCreates atOnce = new RetriedCreates(277_722, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        assertHolds(RefusalCriteria.nobodyIsRefused(none(1e6), atOnce), "0 of 277,722 creates retried");
        assertFails(RefusalCriteria.nobodyIsRefused(refused(1e6, 1e-6, 0, 0), atOnce));
        assertFails(RefusalCriteria.nobodyIsRefused(none(1e6), new RetriedCreates(1e6, 1, 2, 2, 9, 9)));
        assertFails(RefusalCriteria.nobodyIsRefused(none(100), atOnce));
        assertFails(RefusalCriteria.nobodyIsRefused(none(1e6), new RetriedCreates(10, 0, 0, 0, 0, 0)));
    }

    @Test
    void claim5RecursionIsAnsweredAndNeverHangs() {
        RecursionCounts busy = new RecursionCounts(10, Map.of(Errno.EBUSY, 10), Map.of(Errno.EBUSY, 10));
        RecursionCounts resilient = new RecursionCounts(10, Map.of(Errno.OK, 10), Map.of(Errno.EDEADLK, 10));
        assertHolds(LockCriteria.recursion(busy, resilient, CLEAN, CLEAN), "EBUSY=10", "0 of 200 schedules");
        assertFails(LockCriteria.recursion(resilient, resilient, CLEAN, CLEAN));
        assertFails(LockCriteria.recursion(busy, busy, CLEAN, CLEAN));
        RecursionCounts once =
                new RecursionCounts(10, Map.of(Errno.OK, 9, Errno.EDEADLK, 1), Map.of(Errno.EDEADLK, 10));
        assertFails(LockCriteria.recursion(busy, once, CLEAN, CLEAN));
        RecursionCounts entered = new RecursionCounts(10, Map.of(Errno.OK, 10), Map.of(Errno.OK, 10));
        assertFails(LockCriteria.recursion(busy, entered, CLEAN, CLEAN));
        assertFails(LockCriteria.recursion(busy, resilient, CLEAN, explored(Map.of(Rule.NO_DEADLOCK, 1L))));
        assertFails(LockCriteria.recursion(busy, resilient, new Explored(0, Set.of(), Map.of()), CLEAN));
    }

    private static LockAnswer answer(LockResult result, double millis) {
        return new LockAnswer(result, Math.round(millis * 1e6));
    }

    private static LockTimes times(LockProfile profile, double twice, LockResult other) {
        LockResult sentAway = profile == LockProfile.CURRENT ? LockResult.TIMED_OUT : LockResult.DEADLOCK;
        return new LockTimes(
                profile,
                answer(LockResult.DEADLOCK, twice),
                List.of(answer(LockResult.DEADLOCK, 1.64), answer(other, 1.64)),
                answer(LockResult.TIMED_OUT, 250.1),
                answer(LockResult.TIMED_OUT, 500.1),
                List.of(answer(sentAway, 500.1), answer(sentAway, 100.1)),
                answer(LockResult.ACQUIRED, 0));
    }

    private static final LockTimes FIRST = times(LockProfile.V6_15, 1.64, LockResult.ACQUIRED);
    private static final LockTimes CURRENT = times(LockProfile.CURRENT, 0, LockResult.ACQUIRED);
    private static final RealLockTimes REAL = new RealLockTimes(
            answer(LockResult.DEADLOCK, 3), answer(LockResult.DEADLOCK, 3), answer(LockResult.TIMED_OUT, 257));

    @Test
    void claim6DeadlocksAreAnsweredInTime() {
        assertHolds(
                LockCriteria.deadlocks(List.of(FIRST, CURRENT), List.of(REAL, REAL)),
                "AA EDEADLK 1.64 ms",
                "AA EDEADLK at once",
                "real threads: 3 ms and 3 ms");
        assertFails(LockCriteria.deadlocks(List.of(CURRENT), List.of(REAL)));
        assertFails(LockCriteria.deadlocks(
                List.of(times(LockProfile.V6_15, 0, LockResult.ACQUIRED), CURRENT), List.of(REAL)));
        assertFails(LockCriteria.deadlocks(
                List.of(FIRST, times(LockProfile.CURRENT, 1.64, LockResult.ACQUIRED)), List.of(REAL)));
        assertFails(LockCriteria.deadlocks(
                List.of(FIRST, times(LockProfile.CURRENT, 0, LockResult.DEADLOCK)), List.of(REAL)));
        RealLockTimes timedOut = new RealLockTimes(
                answer(LockResult.TIMED_OUT, 251), answer(LockResult.DEADLOCK, 3), answer(LockResult.TIMED_OUT, 257));
        assertFails(LockCriteria.deadlocks(List.of(FIRST, CURRENT), List.of(timedOut)));
    }

    private static LockTimes waits(double pending, double head, double late, LockResult behind, LockResult after) {
        return new LockTimes(
                LockProfile.CURRENT,
                CURRENT.twice(),
                CURRENT.crossed(),
                answer(LockResult.TIMED_OUT, pending),
                answer(LockResult.TIMED_OUT, head),
                List.of(answer(behind, 500.1), answer(behind, late)),
                answer(after, 0));
    }

    @Test
    void claim7TheHeadsTimeoutSendsThoseBehindAway() {
        assertHolds(
                LockCriteria.timeouts(List.of(FIRST, CURRENT), List.of(REAL)),
                "ETIMEDOUT 250 ms",
                "head ETIMEDOUT 500 ms",
                "behind it EDEADLK 500 ms and EDEADLK 100 ms");
        LockResult out = LockResult.TIMED_OUT;
        LockResult got = LockResult.ACQUIRED;
        assertHolds(
                LockCriteria.timeouts(List.of(FIRST, waits(250.1, 500.1, 100.1, out, got)), List.of(REAL)),
                "ETIMEDOUT 100 ms");
        assertFails(LockCriteria.timeouts(List.of(FIRST, waits(249, 500.1, 100.1, out, got)), List.of(REAL)));
        assertFails(LockCriteria.timeouts(List.of(FIRST, waits(250.1, 900, 100.1, out, got)), List.of(REAL)));
        assertFails(LockCriteria.timeouts(List.of(FIRST, waits(250.1, 500.1, 500, out, got)), List.of(REAL)));
        assertFails(LockCriteria.timeouts(List.of(FIRST, waits(250.1, 500.1, 100.1, got, got)), List.of(REAL)));
        assertFails(LockCriteria.timeouts(List.of(FIRST, waits(250.1, 500.1, 100.1, out, out)), List.of(REAL)));
        RealLockTimes early = new RealLockTimes(REAL.twice(), REAL.crossed(), answer(LockResult.TIMED_OUT, 200));
        assertFails(LockCriteria.timeouts(List.of(FIRST, CURRENT), List.of(early)));
    }

    @Test
    void claim8OwnerExitAndMapFreeNeverFail() {
        assertHolds(MemoryCriteria.nofail(List.of(CLEAN, CLEAN)), "0 of 200 schedules");
        assertFails(MemoryCriteria.nofail(List.of(CLEAN, explored(Map.of(Rule.NOTHING_LEAKED, 1L)))));
        assertFails(MemoryCriteria.nofail(List.of()));
    }

    @Test
    void claims9To11TheLists() {
        assertHolds(MemoryCriteria.plainListLoses(LOST, LOST, LOST), "interrupt 3 of 100, NMI 3 of 100");
        assertFails(MemoryCriteria.plainListLoses(LOST, CLEAN, LOST));
        assertFails(MemoryCriteria.plainListLoses(LOST, LOST, explored(Map.of(Rule.FREED_ONCE, 1L))));

        Explored refusing = explored(Map.of(), Errno.EOPNOTSUPP, Errno.EDEADLK);
        assertHolds(MemoryCriteria.maskingStopsInterruptsOnly(CLEAN, LOST, refusing), "EOPNOTSUPP");
        assertFails(MemoryCriteria.maskingStopsInterruptsOnly(LOST, LOST, refusing));
        assertFails(MemoryCriteria.maskingStopsInterruptsOnly(CLEAN, CLEAN, refusing));
        assertFails(MemoryCriteria.maskingStopsInterruptsOnly(CLEAN, LOST, CLEAN));

        assertHolds(MemoryCriteria.locklessListStopsAll(CLEAN, CLEAN, CLEAN), "worker 0 of 100");
        assertFails(MemoryCriteria.locklessListStopsAll(CLEAN, LOST, CLEAN));
        assertFails(MemoryCriteria.locklessListStopsAll(CLEAN, CLEAN, new Explored(0, Set.of(), Map.of())));
    }

    @Test
    void claims12And13TheGracePeriods() {
        Explored used = explored(Map.of(Rule.NO_USE_AFTER_FREE, 56L));
        assertHolds(MemoryCriteria.regularPeriodsDoNotSuffice(used), "56 of 100");
        assertFails(MemoryCriteria.regularPeriodsDoNotSuffice(LOST));
        assertHolds(MemoryCriteria.bothDomainsSuffice(List.of(CLEAN, CLEAN)), "0 of 200");
        assertFails(MemoryCriteria.bothDomainsSuffice(List.of(CLEAN, used)));
    }

    @Test
    void claim14InterruptsByWhatTheyInterrupt() {
        List<Refusals> nobody = List.of(none(4_000), none(4_000), none(4_004));
        Refusals changes = refused(9e4, 0.856, 0.01, 0.1);
        Refusals hits = refused(9e4, 0.184, 0.02, 0.1);
        assertHolds(
                RefusalCriteria.interrupts(List.of(changes, hits, none(9e4)), nobody),
                "85.6 %",
                "18.4 %",
                "0 of 90,000",
                "0 of 12,004");
        assertFails(RefusalCriteria.interrupts(List.of(hits, changes, none(9e4)), nobody));
        assertFails(RefusalCriteria.interrupts(List.of(changes, none(9e4), none(9e4)), nobody));
        assertFails(RefusalCriteria.interrupts(List.of(changes, hits, hits), nobody));
        assertFails(
                RefusalCriteria.interrupts(List.of(changes, hits, none(9e4)), List.of(none(4_000), hits, none(4_000))));
        assertFails(RefusalCriteria.interrupts(
                List.of(changes, hits, none(9e4)), List.of(none(4_000), none(5), none(4_000))));
    }

    private static SortedMap<Integer, double[]> lookups(double one, double at, double beyond, double most) {
        SortedMap<Integer, double[]> nanos = new TreeMap<>();
        nanos.put(1, forks(one));
        nanos.put(16, forks(at));
        nanos.put(17, forks(beyond));
        nanos.put(32, forks(most));
        return nanos;
    }

    /** Three forks whose 95 % interval is about 1 to either side. */
    private static double[] forks(double mean) {
        return new double[] {mean - 0.4, mean, mean + 0.4};
    }

    @Test
    void claim15TheKneeOfLookups() {
        assertHolds(CostCriteria.knee(lookups(20, 21, 30, 80)), "16: 21 ns [20 ns, 22 ns]", "32: 80 ns");
        assertHolds(CostCriteria.knee(lookups(22, 21, 30, 80)), "1: 22 ns");
        assertFails(CostCriteria.knee(lookups(20, 50, 52, 82)));
        assertFails(CostCriteria.knee(lookups(20, 20, 20, 21)));
        SortedMap<Integer, double[]> scattered = lookups(20, 20, 30, 60);
        scattered.put(32, new double[] {10, 60, 110});
        assertFails(CostCriteria.knee(scattered));
        assertThatThrownBy(() -> CostCriteria.knee(lookups(1, 1, 1, 1).headMap(17)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void claim16ThePriceIsModerate() {
        Map<String, double[]> cpuNanos = new LinkedHashMap<>();
        cpuNanos.put("a", new double[] {100, 101, 99});
        cpuNanos.put("b", new double[] {125, 126, 124});
        cpuNanos.put("c", new double[] {114, 115, 113});
        assertHolds(CostCriteria.price(cpuNanos), "b 1.25 [", "] x a; c 0.91 [", "] x b");
        cpuNanos.put("d", new double[] {150, 151, 149});
        assertHolds(CostCriteria.price(cpuNanos), "d 1.20 [", "] x b");
        cpuNanos.put("d", new double[] {252, 253, 251});
        assertFails(CostCriteria.price(cpuNanos));
        cpuNanos.put("d", new double[] {10, 200, 80});
        assertFails(CostCriteria.price(cpuNanos));
        assertFails(CostCriteria.price(Map.of("a", new double[] {1, 1})));
    }
}
