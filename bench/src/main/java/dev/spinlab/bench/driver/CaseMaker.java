package dev.spinlab.bench.driver;

import dev.spinlab.machine.Preemption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the cases of a workload that were asked for and that no profile has. */
final class CaseMaker {
    private final Workload workload;
    private final Narrowing narrowing;
    private final List<Case> found;

    /**
     * Makes a maker.
     *
     * @param workload the workload
     * @param narrowing what was asked for
     * @param found cases that are there already, all of them asked for
     * @throws BadInputException if the workload cannot do what was asked for
     */
    CaseMaker(Workload workload, Narrowing narrowing, List<Case> found) {
        this.workload = workload;
        this.narrowing = narrowing;
        this.found = List.copyOf(found);
        checkInterrupts();
        checkCpus();
        checkDimensions();
    }

    /** Returns a case for every combination asked for that no case covers. */
    List<Case> missing() {
        List<Case> made = new ArrayList<>();
        for (Map<Dimension, String> values : combinations()) {
            for (Integer cpus : orAny(narrowing.cpus())) {
                for (Integer tasks : orAny(narrowing.tasks())) {
                    for (Preemption preemption : orAny(narrowing.preemptions())) {
                        for (InterruptLevel level : orAny(narrowing.interrupts())) {
                            if (!covered(cpus, tasks, preemption, level, values)) {
                                made.add(make(cpus, tasks, preemption, level, values));
                            }
                        }
                    }
                }
            }
        }
        return made;
    }

    private boolean covered(
            @Nullable Integer cpus,
            @Nullable Integer tasks,
            @Nullable Preemption preemption,
            @Nullable InterruptLevel level,
            Map<Dimension, String> values) {
        return found.stream()
                .anyMatch(c -> c.workload() == workload
                        && same(cpus, c.cpus())
                        && same(tasks, c.tasksPerCpu())
                        && same(preemption, c.preemption())
                        && same(level, c.interrupts())
                        && values.entrySet().stream().allMatch(v -> v.getValue().equals(c.value(v.getKey()))));
    }

    private Case make(
            @Nullable Integer cpus,
            @Nullable Integer tasks,
            @Nullable Preemption preemption,
            @Nullable InterruptLevel level,
            Map<Dimension, String> values) {
        SortedMap<String, String> parameters = new TreeMap<>(workload.initial());
        values.forEach((dimension, value) -> parameters.put(dimension.parameter(), value));
        InterruptLevel plain = workload.interrupted() ? InterruptLevel.HARDIRQ : InterruptLevel.NONE;
        return new Case(
                workload,
                cpus == null ? workload.cpus() : cpus,
                tasks == null ? workload.tasks() : tasks,
                preemption == null ? Preemption.FULL : preemption,
                level == null ? plain : level,
                Boolean.TRUE.equals(narrowing.latency()),
                parameters,
                "asked for");
    }

    /** Every way to choose one of the values asked for of each dimension asked about. */
    private List<Map<Dimension, String>> combinations() {
        List<Map<Dimension, String>> combinations = List.of(Map.of());
        for (Map.Entry<Dimension, List<String>> asked : narrowing.dimensions().entrySet()) {
            List<Map<Dimension, String>> longer = new ArrayList<>();
            for (Map<Dimension, String> shorter : combinations) {
                for (String value : asked.getValue()) {
                    Map<Dimension, String> combination = new EnumMap<>(Dimension.class);
                    combination.putAll(shorter);
                    combination.put(asked.getKey(), value);
                    longer.add(combination);
                }
            }
            combinations = longer;
        }
        return combinations;
    }

    private void checkInterrupts() {
        for (InterruptLevel level : narrowing.interrupts()) {
            if (workload.interrupted() && level == InterruptLevel.NONE) {
                throw new BadInputException(
                        "--interrupts none", workload.id() + " is about interrupts", "ask for hardirq or nmi");
            }
            if (!workload.interrupted() && level != InterruptLevel.NONE) {
                throw new BadInputException(
                        "--interrupts " + level.id(),
                        workload.id() + " has no interrupt handler",
                        "use one of "
                                + Arrays.stream(Workload.values())
                                        .filter(Workload::interrupted)
                                        .map(Workload::id)
                                        .collect(Collectors.joining(", ")));
            }
        }
    }

    private void checkCpus() {
        for (int cpus : narrowing.cpus()) {
            if (cpus < workload.cpus()) {
                throw new BadInputException(
                        "--cpus " + cpus,
                        workload.id() + " makes no sense on so few",
                        "ask for at least " + workload.cpus());
            }
        }
    }

    private void checkDimensions() {
        narrowing.dimensions().forEach((dimension, values) -> {
            for (String value : values) {
                if (!workload.dimensions().contains(dimension) && !value.equals(dimension.initial())) {
                    throw new BadInputException(
                            dimension.option() + " " + value,
                            "makes no difference to " + workload.id(),
                            "it takes "
                                    + workload.dimensions().stream()
                                            .map(Dimension::option)
                                            .collect(Collectors.joining(", ")));
                }
            }
        });
    }

    /** A dimension that was not asked about is one wild card, null. */
    private static <T> List<@Nullable T> orAny(List<T> asked) {
        return asked.isEmpty() ? Collections.singletonList(null) : new ArrayList<>(asked);
    }

    private static boolean same(@Nullable Object asked, Object value) {
        return asked == null || asked.equals(value);
    }
}
