package dev.spinlab.bench.gate.timed;

import dev.spinlab.bench.driver.BackendCatalog;
import dev.spinlab.bench.driver.Case;
import dev.spinlab.bench.driver.InterruptLevel;
import dev.spinlab.bench.driver.Participants;
import dev.spinlab.bench.driver.Timing;
import dev.spinlab.bench.driver.Trial;
import dev.spinlab.bench.driver.Workload;
import dev.spinlab.bench.gate.timed.BlockRun.Lane;
import dev.spinlab.machine.Preemption;
import dev.spinlab.results.gate.timed.Arm;
import dev.spinlab.results.gate.timed.Metric;
import dev.spinlab.results.gate.timed.RowKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a gate measures.
 *
 * @param trials the rows of the family
 * @param control the row in which the controls are measured, one of them
 * @param budget what all forks together may take
 * @param seed seed of every order
 */
public record TimedPlan(List<Trial> trials, Trial control, Duration budget, long seed) {
    /**
     * Many short turns rather than a few long ones: on a CPU that a neighbour on the host slows down for a tenth of a second or
     * two, two short turns next to each other meet the same. But an iteration has several grace periods, of 17 ms each, or it
     * would matter how many of them end in it.
     */
    private static final Timing TIMING = new Timing(1, Duration.ofMillis(360), 12, Duration.ofMillis(60));

    /**
     * The same for workloads that run little code and free nothing. Iterations are so short and many that some of them meet no
     * disturbance at all, of which the best is taken.
     */
    private static final Timing LIGHT = new Timing(1, Duration.ofMillis(160), 30, Duration.ofMillis(10));

    /** The same for workloads whose iterations have to be long: as many as a gate of some minutes has time for. */
    private static final Timing SLOW = new Timing(1, Duration.ofMillis(360), 4, Duration.ofMillis(160));

    /** Copies the list. */
    public TimedPlan {
        trials = List.copyOf(trials);
    }

    /** The default family, within a budget. */
    static TimedPlan usual(Duration budget, long seed) {
        return of(usual(), budget, seed);
    }

    /** A family, at least one row, the first of which has the controls. */
    static TimedPlan of(List<Trial> trials, Duration budget, long seed) {
        return new TimedPlan(trials, trials.get(0), budget, seed);
    }

    /**
     * Warm-up and iterations of a fork. Its number of forks means nothing.
     *
     * @param measured the case
     * @return the same in all gates
     */
    public static Timing timing(Case measured) {
        if (!measured.workload().leastIteration().isZero()) {
            return SLOW;
        }
        return measured.workload().defersNothing() ? LIGHT : TIMING;
    }

    /** What each round measures: all rows, and the controls. */
    List<Lane> lanes() {
        List<Lane> lanes = new ArrayList<>(heads());
        lanes.add(new Lane(control, Arm.NULL));
        lanes.add(new Lane(control, Arm.CANARY));
        return lanes;
    }

    /** All rows. */
    List<Lane> heads() {
        return trials.stream().map(trial -> new Lane(trial, Arm.HEAD)).toList();
    }

    /** The default family: create+delete and lookup hit of the strategies, lock+unlock of both locks. */
    static List<Trial> usual() {
        List<Trial> trials = new ArrayList<>();
        for (Workload workload : List.of(Workload.CREATE_DELETE, Workload.LOOKUP_HIT, Workload.LOCK_UNLOCK)) {
            trials.addAll(of(workload));
        }
        return trials;
    }

    /**
     * The backends of the default family.
     *
     * @return ids in the order of reports
     */
    public static List<String> backends() {
        return usual().stream().map(Trial::backend).distinct().toList();
    }

    /** The plainest case of a workload, with every strategy, or one of each kind of lock if it is about locks. */
    static List<Trial> of(Workload workload) {
        Case plainest = new Case(
                workload,
                workload.cpus(),
                workload.tasks(),
                Preemption.FULL,
                workload.interrupted() ? InterruptLevel.HARDIRQ : InterruptLevel.NONE,
                false,
                workload.initial(),
                "gated");
        Participants participants = workload.participants();
        List<Trial> trials = BackendCatalog.all().stream()
                .filter(backend -> !backend.control() && !backend.reference())
                .filter(backend -> !participants.oncePerLock() || BackendCatalog.lockOf(backend.id()) == null)
                .filter(participants::admit)
                .map(backend -> new Trial(plainest, backend.id()))
                .toList();
        return participants == Participants.ANY_ONE ? trials.subList(0, 1) : trials;
    }

    /** The gated row of a trial. */
    static RowKey row(Trial trial) {
        return new RowKey(trial.backend(), trial.measured().label(), Metric.CPU);
    }
}
