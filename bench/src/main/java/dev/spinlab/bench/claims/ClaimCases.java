package dev.spinlab.bench.claims;

import dev.spinlab.bench.driver.Case;
import dev.spinlab.bench.driver.Dimension;
import dev.spinlab.bench.driver.InterruptLevel;
import dev.spinlab.bench.driver.Plan;
import dev.spinlab.bench.driver.Timing;
import dev.spinlab.bench.driver.Trial;
import dev.spinlab.bench.driver.Workload;
import dev.spinlab.machine.Preemption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the timing claims need measured: each case once, with the backends that some claim asks about. One CPU is enough. */
public final class ClaimCases {
    /** The counter. */
    static final String COUNTER = "percpu-counter";

    /** Resilient locks. */
    static final String RESILIENT = "rqspinlock";

    /** The strategies: the counter, what repaired it, and the two that were built on that. */
    static final List<String> STRATEGIES = List.of(COUNTER, RESILIENT, "llist-deferred-free", "irqsave-deferred-free");

    private static final int[] MAPS = {1, 16, 17, 32};
    private static final Timing TIMING = new Timing(3, Duration.ofMillis(600), 1, Duration.ofMillis(200));

    /** Claim 16 compares times, which vary from fork to fork far more than what the other claims compare. */
    private static final int PRICE_TIMES = 3;

    private ClaimCases() {}

    /**
     * Plans the measurement.
     *
     * @return about two and a half minutes
     */
    public static Plan plan() {
        List<Trial> trials = new ArrayList<>();
        add(trials, contended(), List.of(COUNTER, RESILIENT));
        add(trials, unpreempted(), List.of(COUNTER));
        add(trials, retrying(), List.of(COUNTER, RESILIENT));
        add(trials, alone(), STRATEGIES);
        for (Case interrupted : interrupted()) {
            add(trials, interrupted, List.of(COUNTER, RESILIENT));
        }
        walks().values().forEach(walk -> add(trials, walk, List.of(RESILIENT)));
        Map<Trial, Integer> times = new HashMap<>();
        STRATEGIES.forEach(backend -> times.put(new Trial(alone(), backend), PRICE_TIMES));
        return new Plan("claims", TIMING, trials, times, List.of(), List.of());
    }

    private static void add(List<Trial> trials, Case measured, List<String> backends) {
        backends.forEach(backend -> trials.add(new Trial(measured, backend)));
    }

    /** Claims 1 and 4. */
    static Case contended() {
        return of(Workload.CREATE_DELETE, 2, Preemption.FULL, "claims 1 and 4");
    }

    /** Claim 2. */
    static Case unpreempted() {
        return of(Workload.CREATE_DELETE, 2, Preemption.NONE, "claim 2");
    }

    /** Claims 3 and 4. */
    static Case retrying() {
        return of(Workload.RETRY_CREATE, 2, Preemption.FULL, "claims 3 and 4");
    }

    /** Claim 16. */
    static Case alone() {
        return of(Workload.CREATE_DELETE, 1, Preemption.FULL, "claim 16");
    }

    /** Claim 14: over create and delete, over a hit, over nothing. */
    static List<Case> interrupted() {
        return List.of(
                of(Workload.INTERRUPTED_CREATE_DELETE, 1, Preemption.FULL, "claim 14"),
                of(Workload.INTERRUPTED_LOOKUP_HIT, 1, Preemption.FULL, "claim 14"),
                of(Workload.INTERRUPTED_NOTHING, 1, Preemption.FULL, "claim 14"));
    }

    /** Claim 15: by number of maps. */
    static SortedMap<Integer, Case> walks() {
        SortedMap<Integer, Case> walks = new TreeMap<>();
        for (int maps : MAPS) {
            SortedMap<String, String> parameters = new TreeMap<>();
            parameters.put(Dimension.MAPS.parameter(), Integer.toString(maps));
            walks.put(maps, of(Workload.LOOKUP_WALK, 1, Preemption.FULL, parameters, "claim 15"));
        }
        return walks;
    }

    private static Case of(Workload workload, int tasks, Preemption preemption, String purpose) {
        return of(workload, tasks, preemption, new TreeMap<>(), purpose);
    }

    private static Case of(
            Workload workload, int tasks, Preemption preemption, SortedMap<String, String> parameters, String purpose) {
        return new Case(
                workload,
                1,
                tasks,
                preemption,
                workload.interrupted() ? InterruptLevel.HARDIRQ : InterruptLevel.NONE,
                false,
                parameters,
                purpose);
    }
}
