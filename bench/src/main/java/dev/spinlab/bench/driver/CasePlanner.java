package dev.spinlab.bench.driver;

import dev.spinlab.results.run.RunManifest.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a profile and what was asked for into a plan for this machine. */
public final class CasePlanner {
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
        List<BackendInfo> chosen = chosenBackends(narrowing);
        checkCpus(narrowing);
        List<Case> wanted = wanted(profile, narrowing);
        List<Note> skipped = new ArrayList<>();
        List<Trial> trials = new ArrayList<>();
        LeftOut leftOut = new LeftOut();
        for (Case candidate : wanted) {
            if (candidate.physicalCpus() > allowedCpus) {
                skipped.add(new Note(
                        candidate.label(), "needs " + candidate.cpus() + " CPUs, this process may use " + allowedCpus));
                continue;
            }
            for (BackendInfo backend : chosen) {
                String reason = reasonToLeaveOut(candidate, backend, chosen, narrowing);
                if (reason == null) {
                    trials.add(new Trial(candidate, backend.id()));
                } else {
                    leftOut.add(candidate, backend.id(), reason);
                }
            }
        }
        if (trials.isEmpty()) {
            throw nothingToRun(leftOut);
        }
        boolean custom = narrowing.isAny() || !timing.equals(profile.timing());
        Map<Trial, Integer> times = custom ? Map.of() : profile.times(trials, allowedCpus);
        return new Plan(custom ? "custom" : profile.id(), timing, trials, times, skipped, leftOut.notes());
    }

    private BadInputException nothingToRun(LeftOut leftOut) {
        List<String> notes = leftOut.notes();
        if (!notes.isEmpty()) {
            return new BadInputException("nothing to run", notes.get(0), "ask for other backends or workloads");
        }
        return new BadInputException(
                "nothing to run",
                "every case asked for needs more CPUs than the " + allowedCpus + " that this process may use",
                "ask for --cpus " + allowedCpus);
    }

    private List<BackendInfo> chosenBackends(Narrowing narrowing) {
        for (String id : narrowing.backends()) {
            BackendCatalog.require("--backend ", id, backends);
        }
        List<BackendInfo> chosen = backends.stream()
                .filter(backend -> narrowing.backends().contains(backend.id())
                        || (narrowing.backends().isEmpty() && !backend.control() && !backend.reference())
                        || (narrowing.controls() && backend.control())
                        || (narrowing.references() && backend.reference()))
                .toList();
        if (chosen.isEmpty()) {
            throw new BadInputException("backends", "none found", "rebuild the jar; its service files are missing");
        }
        return chosen;
    }

    private void checkCpus(Narrowing narrowing) {
        for (int cpus : narrowing.cpus()) {
            if (cpus > allowedCpus && !narrowing.oneHostOnly()) {
                throw new BadInputException(
                        "--cpus " + cpus,
                        "this process may use " + allowedCpus + (allowedCpus == 1 ? " CPU" : " CPUs"),
                        "ask for at most " + allowedCpus + ", or for --host one");
            }
        }
    }

    /** Why a backend takes no part in a case; null if it does. */
    private static @Nullable String reasonToLeaveOut(
            Case candidate, BackendInfo backend, List<BackendInfo> chosen, Narrowing narrowing) {
        Participants participants = candidate.workload().participants();
        if (!participants.admit(backend)) {
            return backend.hasLock() ? "its locks wait for ever" : "it has no lock of its own";
        }
        if (candidate.choosesLockRules() && !backend.resilientLocks()) {
            return "its locks cannot be told how to wait";
        }
        if (narrowing.backends().contains(backend.id())) {
            return null;
        }
        if (participants == Participants.ANY_ONE && !backend.equals(chosen.get(0))) {
            return "the backend makes no difference";
        }
        String original = BackendCatalog.lockOf(backend.id());
        boolean oncePerLock =
                participants.oncePerLock() || (narrowing.workloads().isEmpty() && ProfileCases.thinsOut(candidate));
        boolean twin =
                original != null && chosen.stream().anyMatch(other -> other.id().equals(original));
        return oncePerLock && twin ? "the lock is " + original + "'s" : null;
    }

    private List<Case> wanted(Profile profile, Narrowing narrowing) {
        List<Case> wanted = new ArrayList<>(
                profile.cases(allowedCpus).stream().filter(narrowing::admits).toList());
        for (Workload workload : narrowing.workloads()) {
            wanted.addAll(new CaseMaker(workload, narrowing, wanted).missing());
        }
        if (wanted.isEmpty()) {
            throw new BadInputException(
                    "nothing to run",
                    "no case of the " + profile.id() + " profile is like that",
                    "name a --workload to have the case made");
        }
        return wanted.stream().distinct().toList();
    }
}
