package dev.spinlab.bench.driver;

import dev.spinlab.results.run.RunManifest.Note;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a run will do.
 *
 * @param name {@code quick}, {@code full} or {@code custom}
 * @param timing forks and times
 * @param trials every case with every backend that takes part, in the order of reports
 * @param times how many times as many forks a trial gets as {@code timing} says, where that is more than once
 * @param skipped cases that this machine cannot run, with the reason
 * @param notes one line each: what else is left out, and why
 */
public record Plan(
        String name,
        Timing timing,
        List<Trial> trials,
        Map<Trial, Integer> times,
        List<Note> skipped,
        List<String> notes) {

    /** Copies the lists. */
    public Plan {
        trials = List.copyOf(trials);
        times = Map.copyOf(times);
        skipped = List.copyOf(skipped);
        notes = List.copyOf(notes);
    }

    /**
     * The number of forks.
     *
     * @return those of all trials
     */
    public int forks() {
        return trials.stream().mapToInt(this::forks).sum();
    }

    /**
     * The number of forks of one trial.
     *
     * @param trial the trial
     * @return at least one
     */
    public int forks(Trial trial) {
        return timing.forks() * times(trial);
    }

    /** How often a round holds {@code trial}. */
    int times(Trial trial) {
        return times.getOrDefault(trial, 1);
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
                .map(trial -> timing.perFork(trial.measured()).multipliedBy(forks(trial)))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
