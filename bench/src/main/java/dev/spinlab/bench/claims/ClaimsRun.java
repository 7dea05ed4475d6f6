package dev.spinlab.bench.claims;

import dev.spinlab.bench.driver.ForkResults;
import dev.spinlab.explore.Column;
import dev.spinlab.lock.LockProfile;
import dev.spinlab.lock.LockupError;
import dev.spinlab.results.claims.Claim;
import dev.spinlab.results.measure.Measurements;
import dev.spinlab.results.measure.Refusals;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Puts the claims to the test: those about correctness by simulation, those about time by what was measured. */
public final class ClaimsRun {
    private static final String PLAIN_LIST = "unprotected-deferred-free";
    private static final String MASKED_LIST = "irqsave-deferred-free";
    private static final String MASKED_LIST_WITH_NMI = "irqsave-nmi-admitted";
    private static final String LOCKLESS_LIST = "llist-deferred-free";
    private static final Set<Column> INTERRUPTS = EnumSet.of(Column.HARDIRQ_SAME, Column.HARDIRQ_OTHER);
    private static final Set<Column> NMIS = EnumSet.of(Column.NMI_SAME, Column.NMI_OTHER);
    private static final Set<Column> WORKER = EnumSet.of(Column.WORKER);
    private static final Set<Column> SLEEPING = EnumSet.of(Column.SLEEPING_READER);
    private static final Set<Column> RECURSION = EnumSet.of(Column.RECURSION, Column.AA);

    private final BooleanSupplier stop;
    private final Consumer<String> out;
    private final ClaimExplorer explorer;
    private final Map<ClaimText, Judgement> judgements = new EnumMap<>(ClaimText.class);

    /**
     * Begins.
     *
     * @param stop asked now and then; true ends the tests, and what was interrupted counts as not tested
     * @param out gets one line per claim
     */
    public ClaimsRun(BooleanSupplier stop, Consumer<String> out) {
        this.stop = stop;
        this.out = out;
        explorer = new ClaimExplorer(stop);
    }

    /**
     * The number of claims there are.
     *
     * @return all of them, tested or not
     */
    public static int count() {
        return ClaimText.values().length;
    }

    /**
     * Tests the claims that need no measurement. Takes some seconds.
     *
     * @throws InterruptedException if the calling thread is interrupted
     */
    public void simulate() throws InterruptedException {
        judge(
                ClaimText.RECURSION,
                () -> LockCriteria.recursion(
                        RecursionTrial.run(ClaimCases.COUNTER),
                        RecursionTrial.run(ClaimCases.RESILIENT),
                        explorer.explore(ClaimCases.COUNTER, RECURSION),
                        explorer.explore(ClaimCases.RESILIENT, RECURSION)));
        locks();
        judge(ClaimText.NOFAIL, () -> MemoryCriteria.nofail(all(ClaimCases.STRATEGIES, EnumSet.of(Column.EXIT_FREE))));
        judge(
                ClaimText.PLAIN_LIST_LOSES,
                () -> MemoryCriteria.plainListLoses(
                        explorer.explore(PLAIN_LIST, INTERRUPTS),
                        explorer.explore(PLAIN_LIST, NMIS),
                        explorer.explore(PLAIN_LIST, WORKER)));
        judge(
                ClaimText.IRQSAVE_STOPS_INTERRUPTS_ONLY,
                () -> MemoryCriteria.maskingStopsInterruptsOnly(
                        explorer.explore(MASKED_LIST_WITH_NMI, INTERRUPTS),
                        explorer.explore(MASKED_LIST_WITH_NMI, NMIS),
                        explorer.explore(MASKED_LIST, NMIS)));
        judge(
                ClaimText.LLIST_STOPS_ALL,
                () -> MemoryCriteria.locklessListStopsAll(
                        explorer.explore(LOCKLESS_LIST, INTERRUPTS),
                        explorer.explore(LOCKLESS_LIST, NMIS),
                        explorer.explore(LOCKLESS_LIST, WORKER)));
        judge(
                ClaimText.TWO_REGULAR_PERIODS,
                () -> MemoryCriteria.regularPeriodsDoNotSuffice(explorer.explore(PLAIN_LIST, SLEEPING)));
        judge(
                ClaimText.BOTH_DOMAINS,
                () -> MemoryCriteria.bothDomainsSuffice(all(List.of(LOCKLESS_LIST, MASKED_LIST), SLEEPING)));
    }

    private void locks() throws InterruptedException {
        List<RealLockTimes> real = new ArrayList<>();
        try {
            for (LockProfile profile : LockProfile.values()) {
                if (!stop.getAsBoolean()) {
                    real.add(RealLockTimes.run(profile));
                }
            }
        } catch (IllegalStateException unanswered) {
            Judgement none = new Judgement(false, "on real threads " + unanswered.getMessage());
            judge(ClaimText.DEADLOCK_TIMES, () -> none);
            judge(ClaimText.TIMEOUT, () -> none);
            return;
        }
        List<LockTimes> simulated = new ArrayList<>();
        judge(ClaimText.DEADLOCK_TIMES, () -> {
            for (LockProfile profile : LockProfile.values()) {
                simulated.add(LockTrial.run(profile));
            }
            return LockCriteria.deadlocks(simulated, real);
        });
        judge(ClaimText.TIMEOUT, () -> LockCriteria.timeouts(simulated, real));
    }

    private List<Explored> all(List<String> backends, Set<Column> situations) {
        return backends.stream()
                .map(backend -> explorer.explore(backend, situations))
                .toList();
    }

    /**
     * Tests the claims about what was measured.
     *
     * @param forks results by trial
     * @param measurements the same results, as read back from the run's files
     */
    public void measured(ForkResults forks, Measurements measurements) {
        TimedRows rows = new TimedRows(forks, measurements);
        Optional<Refusals> contended = rows.refusals(ClaimCases.contended(), ClaimCases.COUNTER);
        keep(ClaimText.COUNTER_REFUSES, contended.map(RefusalCriteria::counterRefuses));
        keep(
                ClaimText.NONE_HIDES_IT,
                rows.refusals(ClaimCases.unpreempted(), ClaimCases.COUNTER).map(RefusalCriteria::noneHidesIt));
        keep(
                ClaimText.RETRY_HAS_NO_BOUND,
                rows.retries(ClaimCases.retrying(), ClaimCases.COUNTER).map(RefusalCriteria::retryHasNoBound));
        keep(
                ClaimText.RQSPINLOCK_REFUSES_NOBODY,
                rows.refusals(ClaimCases.contended(), ClaimCases.RESILIENT)
                        .flatMap(refusals -> rows.retries(ClaimCases.retrying(), ClaimCases.RESILIENT)
                                .map(creates -> RefusalCriteria.nobodyIsRefused(refusals, creates))));
        keep(
                ClaimText.INTERRUPTS,
                rows.handlerRefusals(ClaimCases.interrupted(), ClaimCases.COUNTER)
                        .flatMap(counter -> rows.handlerRefusals(ClaimCases.interrupted(), ClaimCases.RESILIENT)
                                .map(resilient -> RefusalCriteria.interrupts(counter, resilient))));
        keep(
                ClaimText.KNEE,
                rows.cpuNanos(ClaimCases.walks(), ClaimCases.RESILIENT).map(CostCriteria::knee));
        keep(
                ClaimText.PRICE,
                rows.cpuNanos(ClaimCases.alone(), ClaimCases.STRATEGIES).map(CostCriteria::price));
    }

    private void keep(ClaimText claim, Optional<Judgement> judgement) {
        judgement.ifPresent(found -> judgements.put(claim, found));
    }

    /** Tests one claim. What throws or hangs does not hold. */
    private void judge(ClaimText claim, Supplier<Judgement> test) {
        if (stop.getAsBoolean()) {
            return;
        }
        Judgement found;
        try {
            found = test.get();
        } catch (RuntimeException | AssertionError | LockupError broken) {
            found = new Judgement(false, "the test failed: " + broken.getMessage());
        }
        if (!stop.getAsBoolean()) {
            judgements.put(claim, found);
            out.accept("claim " + claim.number() + (found.holds() ? " holds: " : " DOES NOT HOLD: ") + found.ours());
        }
    }

    /**
     * What was tested.
     *
     * @return by number
     */
    public List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        judgements.forEach((text, found) -> claims.add(new Claim(
                text.number(),
                text.sentence(),
                text.source(),
                text.test(),
                found.ours(),
                text.kernel(),
                found.holds())));
        return claims;
    }
}
