package dev.spinlab.bench.driver;

import dev.spinlab.results.run.RunManifest.Note;
import java.time.Duration;
import java.util.List;

/**
 * What a run will do.
 *
 * @param name {@code quick}, {@code full} or {@code custom}
 * @param timing forks and times
 * @param trials every case with every backend that takes part, in the order of reports
 * @param skipped cases that this machine cannot run, with the reason
 * @param notes one line each: what else is left out, and why
 */
public record Plan(String name, Timing timing, List<Trial> trials, List<Note> skipped, List<String> notes) {

    /** Copies the lists. */
    public Plan {
        trials = List.copyOf(trials);
        skipped = List.copyOf(skipped);
        notes = List.copyOf(notes);
    }

    /**
     * The number of forks.
     *
     * @return trials times forks
     */
    public int forks() {
        return trials.size() * timing.forks();
    }

    /**
     * The cases.
     *
     * @return in the order of reports
     */
    public List<Case> cases() {
        return trials.stream().map(Trial::measured).distinct().toList();
    }

    /**
     * The backends.
     *
     * @return ids in the order of the registry
     */
    public List<String> backends() {
        return trials.stream().map(Trial::backend).distinct().toList();
    }

    /**
     * What the whole run is expected to take.
     *
     * @return wall time
     */
    public Duration estimate() {
        return trials.stream()
                .map(trial -> timing.perFork(trial.measured()).multipliedBy(timing.forks()))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
