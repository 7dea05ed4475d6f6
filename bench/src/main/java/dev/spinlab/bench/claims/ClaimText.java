package dev.spinlab.bench.claims;

import org.jspecify.annotations.Nullable;

/**
 * The claims in words, by number: sentence, source, test, and what a real kernel was measured to do (measured-kernel.md).
 *
 * <p>Seed 1 is the cover letter that proposes to drop the busy counter, seed 2 the review of the patch that defers frees.
 */
enum ClaimText {
    /** Claim 1. */
    COUNTER_REFUSES(
            "Two tasks that share a CPU, neither inside the other: the busy counter refuses them",
            "seed 1",
            "create-delete, 2 tasks on 1 CPU, preemption full; refused calls and time in runs of them",
            "91.8 % of gets, 0.3 % of deletes; about half of the time (6.12 preempt=full)"),
    /** Claim 2. */
    NONE_HIDES_IT(
            "A kernel that preempts nobody hides that: preemption=none, and nobody is refused",
            "measured-kernel 1",
            "create-delete, 2 tasks on 1 CPU, preemption none",
            "0 of 20 M (6.18 preempt=none)"),
    /** Claim 3. */
    RETRY_HAS_NO_BOUND(
            "Trying again has no useful bound: a refused create is refused for as long as the other task's time slices last",
            "seed 1",
            "retry-create, 2 tasks on 1 CPU; creates refused at least once",
            "median 34,204 calls; worst 225,588 calls, 79.9 ms (6.12 preempt=full)"),
    /** Claim 4. */
    RQSPINLOCK_REFUSES_NOBODY(
            "With resilient locks in place of the counter none of claims 1 to 3 happens",
            "seed 1",
            "the same with rqspinlock, preemption full",
            "0 refused; 0 of up to 277,722 creates retried (7.2 full and lazy)"),
    /** Claim 5. */
    RECURSION(
            "Recursion: the counter refuses all of it; resilient locks refuse none on another map, answer EDEADLK where the"
                    + " lock is held, and never hang",
            "seed 1",
            "a program attached to update creates on another map, 1,000 times before the lock is taken and 1,000 times while"
                    + " it is held; every schedule with one such call",
            "another map: 1000 of 1000 refused (6.12), 0 of 1000 (7.2)"),
    /** Claim 6. */
    DEADLOCK_TIMES(
            "A lock wanted by its holder (AA), or by two holders crosswise (ABBA), is answered EDEADLK within milliseconds,"
                    + " by the newer rules at once for AA; in ABBA one side is refused and the other served",
            "seed 1, kernel-facts 1.5",
            "both generations of rules on a simulated clock (25 ns a spin), and on real threads",
            "AA and ABBA 1.63 ms, one side (6.18); AA at once (7.2)"),
    /** Claim 7. */
    TIMEOUT(
            "Behind a holder that never lets go a waiter gives up after 250 ms, the head of the queue after 500 ms; the head"
                    + " sends everybody behind it away, however short they have waited",
            "seed 1's question, kernel-facts 1.6",
            "four waiters, the last 400 ms late, both generations of rules on a simulated clock; one wait on real threads",
            "250.9 ms (6.18); 252-264 ms queued (7.2)"),
    /** Claim 8. */
    NOFAIL(
            "Owner exit and map free never fail, even against each other and with locks that refuse them",
            "seed 1's question",
            "every schedule with one interruption or switch, and every choice of up to two refusals, on the four strategies",
            null),
    /** Claim 9. */
    PLAIN_LIST_LOSES(
            "A plain per-CPU list of what is to be freed loses elements to an interrupt, to an NMI and to the worker",
            "seed 2",
            "unprotected-deferred-free: every schedule with one interruption",
            null),
    /** Claim 10. */
    IRQSAVE_STOPS_INTERRUPTS_ONLY(
            "Masking interrupts around that list keeps out interrupts but not NMIs, so a delete in an NMI has to be refused",
            "seed 2's question, kernel-facts 3.5",
            "irqsave-nmi-admitted and irqsave-deferred-free: every schedule with one interruption",
            null),
    /** Claim 11. */
    LLIST_STOPS_ALL(
            "A lock-less list keeps out all three: interrupt, NMI and worker",
            "seed 2's question",
            "llist-deferred-free: every schedule with one interruption",
            null),
    /** Claim 12. */
    TWO_REGULAR_PERIODS(
            "Two grace periods of regular RCU do not stand in for one of Tasks Trace RCU: a sleeping reader uses freed memory",
            "seed 2",
            "unprotected-deferred-free: every schedule with one delete or update while a trace reader sleeps",
            null),
    /** Claim 13. */
    BOTH_DOMAINS(
            "The repaired strategies wait for both kinds of reader",
            "seed 2",
            "llist- and irqsave-deferred-free in the schedules of claim 12",
            null),
    /** Claim 14. */
    INTERRUPTS(
            "An interrupt that works on another map is refused by the counter over create+delete most, over a lookup that"
                    + " hits less, over nothing never; by resilient locks never",
            "measured-kernel 1",
            "interrupted-create-delete, -lookup-hit and -nothing; share of the handler's calls",
            "85.6 %, 18.4 %, 0 % (6.12 full); 0 of 12,004 (7.2)"),
    /** Claim 15. */
    KNEE(
            "The cost of a lookup has a knee after 16 maps, the places of an owner's cache",
            "kernel-facts 2.2",
            "lookup-walk with rqspinlock over 1 to 32 maps, 1 task; CPU time per lookup",
            null),
    /** Claim 16. */
    PRICE(
            "The price is moderate: no strategy makes an undisturbed create+delete twice as dear as the one it came after",
            "seeds 1 and 2 leave it open",
            "create-delete, 1 task; CPU time per operation as a ratio",
            "1,021 ns with the counter (6.18); none for the others");

    private final String sentence;
    private final String source;
    private final String test;
    private final @Nullable String kernel;

    ClaimText(String sentence, String source, String test, @Nullable String kernel) {
        this.sentence = sentence;
        this.source = source;
        this.test = test;
        this.kernel = kernel;
    }

    /** The number in the table, from 1. */
    @SuppressWarnings("EnumOrdinal") // the order of the constants is the numbering
    int number() {
        return ordinal() + 1;
    }

    /** The claim, in our words. */
    String sentence() {
        return sentence;
    }

    /** Where it comes from. */
    String source() {
        return source;
    }

    /** How it is tested. */
    String test() {
        return test;
    }

    /** What a real kernel was measured to do, null where nothing was measured. */
    @Nullable
    String kernel() {
        return kernel;
    }
}
