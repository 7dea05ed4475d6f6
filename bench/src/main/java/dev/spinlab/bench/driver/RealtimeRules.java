package dev.spinlab.bench.driver;

import dev.spinlab.bench.environment.RealtimeAccess;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What interrupts by real-time threads ask of a plan and of the machine. */
public final class RealtimeRules {
    private static final String OPTION = "--interrupts realtime";

    private RealtimeRules() {}

    /**
     * Checks a plan; one without such interrupts always passes.
     *
     * @param plan what is to be run
     * @param pinning whether tasks are bound to CPUs
     * @param backends all there are
     * @param access tries the machine
     * @throws BadInputException if it cannot be run
     */
    public static void check(
            Plan plan, boolean pinning, List<BackendInfo> backends, Supplier<RealtimeAccess.@Nullable Refusal> access) {
        List<Trial> trials = plan.trials().stream()
                .filter(trial -> trial.measured().realtime())
                .toList();
        if (trials.isEmpty()) {
            return;
        }
        if (!pinning) {
            throw new BadInputException(
                    OPTION, "with --no-pinning an interrupt would not stop the task it comes over", "leave one out");
        }
        if (trials.stream()
                .anyMatch(trial ->
                        trial.measured().physicalCpus() < trial.measured().cpus())) {
            throw new BadInputException(
                    OPTION, "with --host one an interrupt of one CPU would stop the others", "leave one out");
        }
        Set<String> references = backends.stream()
                .filter(BackendInfo::reference)
                .map(BackendInfo::id)
                .collect(Collectors.toSet());
        for (Trial trial : trials) {
            if (references.contains(trial.backend())) {
                throw new BadInputException(
                        OPTION,
                        trial.backend() + " has Java's own locks, in which a handler would sleep, as no interrupt can",
                        "leave that backend out");
            }
        }
        require(OPTION, access);
    }

    /**
     * Checks the machine alone.
     *
     * @param option what asks for real-time threads
     * @param access tries the machine
     * @throws BadInputException if there are none to be had
     */
    public static void require(String option, Supplier<RealtimeAccess.@Nullable Refusal> access) {
        RealtimeAccess.Refusal refusal = access.get();
        if (refusal != null) {
            throw new BadInputException(option, refusal.reason(), refusal.remedy());
        }
    }
}
