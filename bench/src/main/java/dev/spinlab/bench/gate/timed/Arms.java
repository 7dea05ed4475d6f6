package dev.spinlab.bench.gate.timed;

import dev.spinlab.bench.driver.Trial;
import dev.spinlab.results.gate.timed.Arm;
import dev.spinlab.results.gate.timed.GateData.Source;
import dev.spinlab.results.measure.Numbers;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The builds of a gate, and what is planted into them.
 *
 * @param base what the head is compared with
 * @param head what is gated
 * @param canary share of extra work in the canary
 * @param planted shares of extra work in the head by backend, for gates that test themselves
 */
record Arms(Source base, Source head, double canary, Map<String, Double> planted) {
    Arms {
        planted = Map.copyOf(planted);
    }

    /** The jar of an arm: the controls are the base once more. */
    Path jar(Arm arm) {
        return Path.of(arm == Arm.HEAD ? head.jar() : base.jar());
    }

    /** The share of extra work that a trial gets in an arm. */
    double planted(Arm arm, Trial trial) {
        return switch (arm) {
            case CANARY -> canary;
            case HEAD -> planted.getOrDefault(trial.backend(), 0.0);
            default -> 0;
        };
    }

    /** Where each arm comes from. */
    Map<Arm, Source> sources() {
        Map<Arm, Source> sources = new EnumMap<>(Arm.class);
        for (Arm arm : Arm.values()) {
            sources.put(arm, arm == Arm.HEAD ? slowedHead() : base);
        }
        return sources;
    }

    /** The head, so named that nobody takes what was planted for its own. */
    private Source slowedHead() {
        if (planted.isEmpty()) {
            return head;
        }
        String extra = new TreeMap<>(planted)
                .entrySet().stream()
                        .map(each -> Numbers.percent(each.getValue()) + " in " + each.getKey())
                        .collect(Collectors.joining(", "));
        return new Source(head.ref() + " with planted work, " + extra, head.sha(), head.jar());
    }
}
