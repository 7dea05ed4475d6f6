package dev.spinlab.bench.claims;

import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.measure.Refusals;
import java.util.List;

/** Claims 1 to 4 and 14: who is refused, and how often. */
final class RefusalCriteria {
    /** A share whose lower limit is above this is clearly more than none. */
    private static final double CLEARLY = 0.01;

    /** None in so many calls: then the share is below 3 in 10,000, at 95 % (the rule of three). */
    private static final double ENOUGH_CALLS = 10_000;

    /** As {@link #ENOUGH_CALLS}, for handlers, which come once in a thousand steps, and for creates: below 3 in 1,000. */
    private static final double ENOUGH_EVENTS = 1_000;

    /** Nobody writes a loop that tries more often than that. */
    private static final double PATIENT_LOOP = 100;

    /** A time slice, which is what decides how long a refusal lasts. */
    private static final double SLICE_NANOS = 1e6;

    private RefusalCriteria() {}

    /** Claim 1. */
    static Judgement counterRefuses(Refusals contended) {
        boolean holds = contended.measured()
                && Figures.low(contended.perCall()) > CLEARLY
                && Figures.low(contended.perTime()) > CLEARLY;
        return new Judgement(
                holds,
                Figures.share(contended.perCall()) + " of calls, " + Figures.share(contended.perTime()) + " of time");
    }

    /** Claim 2. */
    static Judgement noneHidesIt(Refusals withoutPreemption) {
        return new Judgement(
                nobody(withoutPreemption, ENOUGH_CALLS),
                Figures.of(withoutPreemption.refused(), withoutPreemption.calls()) + " calls refused");
    }

    private static boolean nobody(Refusals refusals, double enough) {
        return refusals.refused() == 0 && refusals.calls() >= enough;
    }

    /** Claim 3. */
    static Judgement retryHasNoBound(RetriedCreates creates) {
        boolean holds =
                creates.retried() > 0 && creates.medianCalls() > PATIENT_LOOP && creates.worstNanos() > SLICE_NANOS;
        if (creates.retried() == 0) {
            return new Judgement(holds, Figures.of(0, creates.creates()) + " creates refused");
        }
        return new Judgement(
                holds,
                "median " + Numbers.count(creates.medianCalls()) + " calls, " + Numbers.time(creates.medianNanos())
                        + "; worst " + Numbers.count(creates.worstCalls()) + " calls, "
                        + Numbers.time(creates.worstNanos()) + " (" + Figures.of(creates.retried(), creates.creates())
                        + " creates)");
    }

    /** Claim 4. */
    static Judgement nobodyIsRefused(Refusals contended, RetriedCreates creates) {
        return new Judgement(
                nobody(contended, ENOUGH_CALLS) && creates.retried() == 0 && creates.creates() >= ENOUGH_EVENTS,
                Figures.of(contended.refused(), contended.calls()) + " calls refused; "
                        + Figures.of(creates.retried(), creates.creates()) + " creates retried");
    }

    /**
     * Claim 14.
     *
     * @param counter refusals of the handler with the counter: over create+delete, over a hit, over nothing
     * @param resilient the same with resilient locks
     */
    static Judgement interrupts(List<Refusals> counter, List<Refusals> resilient) {
        Refusals changes = counter.get(0);
        Refusals hits = counter.get(1);
        Refusals nothing = counter.get(2);
        boolean holds = changes.measured()
                && hits.measured()
                && Figures.low(changes.perCall()) > Figures.high(hits.perCall())
                && Figures.low(hits.perCall()) > CLEARLY
                && nobody(nothing, ENOUGH_EVENTS)
                && resilient.stream().allMatch(refusals -> nobody(refusals, ENOUGH_EVENTS));
        double refused = resilient.stream().mapToDouble(Refusals::refused).sum();
        double calls = resilient.stream().mapToDouble(Refusals::calls).sum();
        return new Judgement(
                holds,
                "counter: " + Figures.share(changes.perCall()) + ", " + Figures.share(hits.perCall()) + ", "
                        + Figures.of(nothing.refused(), nothing.calls()) + "; rqspinlock: "
                        + Figures.of(refused, calls));
    }
}
