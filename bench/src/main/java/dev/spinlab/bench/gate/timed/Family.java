package dev.spinlab.bench.gate.timed;

import dev.spinlab.bench.driver.BadInputException;
import dev.spinlab.bench.driver.Trial;
import dev.spinlab.bench.driver.Workload;
import java.util.List;
import java.util.stream.Stream;

/** The rows of a gate that measures times. */
public final class Family {
    private Family() {}

    /**
     * Chooses the rows.
     *
     * @param backends only these, all if empty
     * @param workloads the plainest case of each; the default family if empty
     * @param cpus CPUs that this process may use
     * @return at least one
     * @throws BadInputException if a backend has no row, a workload needs more CPUs, or nothing is left
     */
    public static List<Trial> of(List<String> backends, List<Workload> workloads, int cpus) {
        Stream<Trial> family = workloads.isEmpty()
                ? TimedPlan.usual().stream()
                : workloads.stream().distinct().flatMap(workload -> TimedPlan.of(workload).stream());
        List<Trial> chosen = family.filter(trial -> backends.isEmpty() || backends.contains(trial.backend()))
                .toList();
        backends.forEach(backend -> requireRow("--backend ", backend, chosen));
        for (Trial trial : chosen) {
            if (trial.measured().physicalCpus() > cpus) {
                throw new BadInputException(
                        "--workload " + trial.measured().workload().id(),
                        "needs " + trial.measured().physicalCpus() + " CPUs, this process may use " + cpus,
                        "name other workloads");
            }
        }
        if (chosen.isEmpty()) {
            throw new BadInputException("nothing to gate", "no such row", "name other backends or workloads");
        }
        return chosen;
    }

    /**
     * Checks that a backend has a row.
     *
     * @param option the option that names it, for the message
     * @param backend its id
     * @param trials the rows
     * @throws BadInputException if it has none
     */
    static void requireRow(String option, String backend, List<Trial> trials) {
        if (trials.stream().noneMatch(trial -> trial.backend().equals(backend))) {
            throw new BadInputException(
                    option + backend, "it has no row in this gate", "name strategies, and workloads they take part in");
        }
    }
}
