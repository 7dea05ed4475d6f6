package dev.spinlab.bench.driver;

import dev.spinlab.machine.Preemption;
import dev.spinlab.results.run.RunManifest.Note;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns a profile and what was asked for into a plan for this machine. */
public final class CasePlanner {
    /** Backends whose spin lock is that of another one, so that {@code lock-unlock} would measure it again. */
    private static final Map<String, String> LOCK_OF =
            Map.of("llist-deferred-free", "rqspinlock", "irqsave-deferred-free", "rqspinlock");

    private final int allowedCpus;
    private final List<BackendInfo> backends;

    /**
     * Makes a planner.
     *
     * @param allowedCpus CPUs that this process may use
     * @param backends all backends there are
     */
    public CasePlanner(int allowedCpus, List<BackendInfo> backends) {
        this.allowedCpus = allowedCpus;
        this.backends = List.copyOf(backends);
    }

    /**
     * Plans a run.
     *
     * @param profile where cases come from
     * @param narrowing which of them
     * @param timing forks and times
     * @return the plan, with at least one trial
     * @throws BadInputException if what was asked for does not exist or this machine cannot do it
     */
    public Plan plan(Profile profile, Narrowing narrowing, Timing timing) {
        List<String> chosen = chosenBackends(narrowing);
        checkCpus(narrowing);
        List<Case> wanted = wanted(profile, narrowing);
        List<Note> skipped = new ArrayList<>();
        List<Trial> trials = new ArrayList<>();
        List<String> twins = new ArrayList<>();
        List<String> lockless = new ArrayList<>();
        for (Case candidate : wanted) {
            if (candidate.cpus() > allowedCpus) {
                skipped.add(new Note(
                        candidate.label(), "needs " + candidate.cpus() + " CPUs, this process may use " + allowedCpus));
                continue;
            }
            for (String backend : chosen) {
                if (isTwin(candidate, backend, chosen, narrowing)) {
                    twins.add(backend);
                } else if (candidate.workload() == Workload.LOCK_UNLOCK && !hasLock(backend)) {
                    lockless.add(backend);
                } else {
                    trials.add(new Trial(candidate, backend));
                }
            }
        }
        if (trials.isEmpty() && !lockless.isEmpty()) {
            throw new BadInputException(
                    "nothing to run",
                    lockless.get(0) + " has no lock of its own to measure",
                    "ask for another workload");
        }
        if (trials.isEmpty()) {
            throw new BadInputException(
                    "nothing to run",
                    "every case asked for needs more CPUs than the " + allowedCpus + " that this process may use",
                    "ask for --cpus " + allowedCpus);
        }
        List<String> notes = new ArrayList<>();
        if (!twins.isEmpty()) {
            notes.add("lock-unlock leaves out "
                    + twins.stream().distinct().collect(Collectors.joining(", "))
                    + ": the lock is rqspinlock's");
        }
        if (!lockless.isEmpty()) {
            notes.add("lock-unlock leaves out "
                    + lockless.stream().distinct().collect(Collectors.joining(", "))
                    + ": it has no lock of its own");
        }
        boolean custom = narrowing.isAny() || !timing.equals(profile.timing());
        return new Plan(custom ? "custom" : profile.id(), timing, trials, skipped, notes);
    }

    private List<String> chosenBackends(Narrowing narrowing) {
        for (String id : narrowing.backends()) {
            BackendCatalog.require("--backend ", id, backends);
        }
        List<String> chosen = backends.stream()
                .filter(backend -> narrowing.backends().contains(backend.id())
                        || (narrowing.backends().isEmpty() && !backend.control() && !backend.reference())
                        || (narrowing.controls() && backend.control())
                        || (narrowing.references() && backend.reference()))
                .map(BackendInfo::id)
                .toList();
        if (chosen.isEmpty()) {
            throw new BadInputException("backends", "none found", "rebuild the jar; its service files are missing");
        }
        return chosen;
    }

    private boolean hasLock(String id) {
        return backends.stream().filter(backend -> backend.id().equals(id)).allMatch(BackendInfo::hasLock);
    }

    private void checkCpus(Narrowing narrowing) {
        for (int cpus : narrowing.cpus()) {
            if (cpus > allowedCpus) {
                throw new BadInputException(
                        "--cpus " + cpus,
                        "this process may use " + allowedCpus + (allowedCpus == 1 ? " CPU" : " CPUs"),
                        "ask for at most " + allowedCpus);
            }
        }
    }

    private boolean isTwin(Case candidate, String backend, List<String> chosen, Narrowing narrowing) {
        String original = LOCK_OF.get(backend);
        return candidate.workload() == Workload.LOCK_UNLOCK
                && original != null
                && chosen.contains(original)
                && !narrowing.backends().contains(backend);
    }

    private List<Case> wanted(Profile profile, Narrowing narrowing) {
        List<Case> wanted = new ArrayList<>(
                profile.cases(allowedCpus).stream().filter(narrowing::admits).toList());
        for (Workload workload : narrowing.workloads()) {
            addMissing(workload, narrowing, wanted);
        }
        if (wanted.isEmpty()) {
            throw new BadInputException(
                    "nothing to run",
                    "no case of the " + profile.id() + " profile is like that",
                    "name a --workload to have the case made");
        }
        return wanted.stream().distinct().toList();
    }

    /** Adds a case for every combination asked for that no wanted case covers. */
    private static void addMissing(Workload workload, Narrowing narrowing, List<Case> wanted) {
        checkInterrupts(workload, narrowing);
        List<Case> found = List.copyOf(wanted);
        for (Integer cpus : orAny(narrowing.cpus())) {
            for (Integer tasks : orAny(narrowing.tasks())) {
                for (Preemption preemption : orAny(narrowing.preemptions())) {
                    for (InterruptLevel level : orAny(narrowing.interrupts())) {
                        boolean covered = found.stream()
                                .anyMatch(c -> c.workload() == workload
                                        && same(cpus, c.cpus())
                                        && same(tasks, c.tasksPerCpu())
                                        && same(preemption, c.preemption())
                                        && same(level, c.interrupts()));
                        if (!covered) {
                            wanted.add(new Case(
                                    workload,
                                    cpus == null ? 1 : cpus,
                                    tasks == null ? 1 : tasks,
                                    preemption == null ? Preemption.FULL : preemption,
                                    level == null ? defaultLevel(workload) : level,
                                    Boolean.TRUE.equals(narrowing.latency()),
                                    "asked for"));
                        }
                    }
                }
            }
        }
    }

    private static void checkInterrupts(Workload workload, Narrowing narrowing) {
        for (InterruptLevel level : narrowing.interrupts()) {
            if (workload.interrupted() && level == InterruptLevel.NONE) {
                throw new BadInputException(
                        "--interrupts none", workload.id() + " is about interrupts", "ask for hardirq or nmi");
            }
            if (!workload.interrupted() && level != InterruptLevel.NONE) {
                throw new BadInputException(
                        "--interrupts " + level.id(),
                        workload.id() + " has no interrupt handler",
                        "use interrupted-create-delete or interrupted-nothing");
            }
        }
    }

    private static InterruptLevel defaultLevel(Workload workload) {
        return workload.interrupted() ? InterruptLevel.HARDIRQ : InterruptLevel.NONE;
    }

    /** A dimension that was not asked about is one wild card, null. */
    private static <T> List<@Nullable T> orAny(List<T> asked) {
        return asked.isEmpty() ? Collections.singletonList(null) : new ArrayList<>(asked);
    }

    private static boolean same(@Nullable Object asked, Object value) {
        return asked == null || asked.equals(value);
    }
}
