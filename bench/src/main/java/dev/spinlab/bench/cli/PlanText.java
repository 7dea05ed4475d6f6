package dev.spinlab.bench.cli;

import dev.spinlab.bench.driver.Case;
import dev.spinlab.bench.driver.ForkOrder;
import dev.spinlab.bench.driver.Plan;
import dev.spinlab.bench.driver.Texts;
import dev.spinlab.bench.driver.Timing;
import dev.spinlab.bench.driver.Trial;
import dev.spinlab.results.run.RunManifest.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a run will do, in words. */
final class PlanText {
    private PlanText() {}

    /**
     * Describes a plan.
     *
     * @param plan the plan
     * @param order order within a round
     * @param seed seed of the random order
     * @param allCases whether to name every case
     * @return lines
     */
    static List<String> lines(Plan plan, ForkOrder order, long seed, boolean allCases) {
        Timing timing = plan.timing();
        List<String> lines = new ArrayList<>();
        lines.add("spinlab run, " + plan.name() + ": " + count(plan.cases().size(), "case") + " x backends = "
                + count(plan.trials().size(), "trial") + ", " + count(timing.forks(), "fork") + " each" + more(plan)
                + " = "
                + count(plan.forks(), "fork") + ", about " + Texts.duration(plan.estimate()));
        lines.add("  each fork: a new JVM, warm-up " + timing.warmup().toMillis()
                + " ms (twice on several CPUs), then " + timing.iterations() + " x "
                + timing.iteration().toMillis() + " ms" + longer(plan));
        lines.add("  backends: " + String.join(", ", plan.backends()));
        lines.add("  order: " + order.id() + (order == ForkOrder.RANDOM ? ", seed " + seed : ""));
        if (allCases) {
            for (Case shown : plan.cases()) {
                int backends = (int) plan.trials().stream()
                        .map(Trial::measured)
                        .filter(shown::equals)
                        .count();
                lines.add(
                        "  case: " + shown.label() + " x " + count(backends, "backend") + " (" + shown.purpose() + ")");
            }
        }
        for (Note skipped : plan.skipped()) {
            lines.add("  skipped: " + skipped.subject() + ": " + skipped.reason());
        }
        for (String note : plan.notes()) {
            lines.add("  note: " + note);
        }
        return lines;
    }

    /** Names the workloads whose iterations cannot be as short as those of the others. */
    private static String more(Plan plan) {
        return plan.times().isEmpty() ? "" : ", " + count(plan.times().size(), "trial") + " with more";
    }

    private static String longer(Plan plan) {
        Timing timing = plan.timing();
        String longer = plan.cases().stream()
                .filter(measured -> !timing.iteration(measured).equals(timing.iteration()))
                .map(measured -> measured.workload().id() + " "
                        + timing.iteration(measured).toMillis() + " ms")
                .distinct()
                .collect(Collectors.joining(", "));
        return longer.isEmpty() ? "" : " (" + longer + ")";
    }

    private static String count(int n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }
}
