package dev.spinlab.conformance;

import static dev.spinlab.conformance.Applies.ALL;
import static dev.spinlab.conformance.Applies.DEFERRED;
import static dev.spinlab.conformance.Applies.LOCKS;

import java.util.List;

/** Statements 41 to 50 of kernel-facts section 6: deferred frees. */
final class ReclaimFacts {
    private ReclaimFacts() {}

    static List<Check> checks() {
        return List.of(
                Check.of(
                                "F41",
                                "a push is true iff the list was empty; what was pushed is drained once",
                                LOCKS,
                                backend -> LocklessListFacts.pushesAndDrainsMatch())
                        .remark("over a seeded sample of interleavings"),
                Check.of(
                        "F42",
                        "take-all is newest first; reversed it is the push order of each producer",
                        LOCKS,
                        backend -> LocklessListFacts.drainsAreInOrder()),
                Check.of(
                                "F43",
                                "pop-first with node reuse shows ABA damage, take-all does not",
                                LOCKS,
                                backend -> PopFirstFacts.onlyPopFirstSuffersFromReuse())
                        .remark("the model's list has no pop-first: the check brings a stack that has one"),
                Check.of(
                        "F44",
                        "an add interrupted by an add loses the interrupter; masking helps against IRQ, not NMI",
                        LOCKS,
                        backend -> PlainListFacts.interruptedAdds()),
                Check.of(
                                "F45",
                                "clear-then-drain loses no wake-up, drain-then-clear does",
                                DEFERRED,
                                WakeUpFacts::noWakeUpIsLost)
                        .remark("the model collects before it clears, and looks again after"),
                Check.of(
                        "F46",
                        "nothing is freed under an earlier reader of either domain",
                        ALL,
                        GracePeriodFacts::bothDomainsAreWaitedFor),
                Check.of(
                        "F47",
                        "an element added to an armed batch gets a complete trace period of its own",
                        DEFERRED,
                        GracePeriodFacts::everyElementGetsItsOwnPeriod),
                Check.of(
                                "F48",
                                "reuse-now skips the trace domain only; what is unpublished is freed at once",
                                ALL,
                                GracePeriodFacts::reuseNowStillWaitsForRegularReaders)
                        .remark(
                                "reclaimers that free in batches wait for both domains even then: longer, never shorter"),
                Check.of(
                        "F49",
                        "a barrier returns after all callbacks queued before it; map free leaves no backlog",
                        ALL,
                        BacklogFacts::barriersWait),
                Check.of(
                                "F50",
                                "the backlog is reported, and is about rate times trace period",
                                ALL,
                                BacklogFacts::backlogIsRateTimesPeriod)
                        .remark("an element waits for a period that begins after it came, so for one to two of them; "
                                + "the time from unlink to free is not reported, the check takes it itself"));
    }
}
