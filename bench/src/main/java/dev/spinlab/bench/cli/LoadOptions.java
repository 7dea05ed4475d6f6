package dev.spinlab.bench.cli;

import dev.spinlab.bench.driver.Dimension;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that choose values of the dimensions of the load; each takes several, separated by commas. */
final class LoadOptions {
    @Option(
            names = "--owners",
            split = ",",
            paramLabel = "private|shared",
            description = "only cases in which values are each task's own, or one control group's")
    private List<String> owners = new ArrayList<>();

    @Option(
            names = "--caller",
            split = ",",
            paramLabel = "program|syscall",
            description = "only cases with callers of this class")
    private List<String> caller = new ArrayList<>();

    @Option(names = "--maps", split = ",", paramLabel = "N", description = "only cases with so many maps per task")
    private List<String> maps = new ArrayList<>();

    @Option(
            names = "--map-order",
            split = ",",
            paramLabel = "sequential|interleaved",
            description = "only walks over maps in this order")
    private List<String> mapOrder = new ArrayList<>();

    @Option(
            names = "--batch",
            split = ",",
            paramLabel = "N",
            description = "only cases with so many elements per operation")
    private List<String> batch = new ArrayList<>();

    @Option(
            names = "--value-bytes",
            split = ",",
            paramLabel = "N",
            description = "only cases with values of this length")
    private List<String> valueBytes = new ArrayList<>();

    @Option(
            names = "--live",
            split = ",",
            paramLabel = "N",
            description = "only cases with so many elements of other owners in each map")
    private List<String> live = new ArrayList<>();

    @Option(
            names = "--think-steps",
            split = ",",
            paramLabel = "N",
            description = "only cases with so many steps of other work between operations")
    private List<String> thinkSteps = new ArrayList<>();

    @Option(
            names = "--arrival",
            split = ",",
            paramLabel = "closed|RATE",
            description =
                    "only cases whose operations begin when the one before has ended, or RATE times per second and task")
    private List<String> arrival = new ArrayList<>();

    @Option(
            names = "--neighbour",
            split = ",",
            paramLabel = "off|on",
            description = "only cases with a task on each CPU that does other work, or without")
    private List<String> neighbour = new ArrayList<>();

    @Option(
            names = "--host",
            split = ",",
            paramLabel = "own|one",
            description = "only cases with a physical CPU for each modelled one, or with one for all (overcommit)")
    private List<String> host = new ArrayList<>();

    @Option(
            names = "--lock-profile",
            split = ",",
            paramLabel = "current|v6_15",
            description = "only cases with these rules of the resilient locks")
    private List<String> lockProfile = new ArrayList<>();

    @Option(
            names = "--lock-kind",
            split = ",",
            paramLabel = "backend|test-and-set",
            description = "only cases whose resilient locks wait as the backend has it, or by test-and-set")
    private List<String> lockKind = new ArrayList<>();

    @Option(
            names = "--period",
            split = ",",
            paramLabel = "stepped|TIME",
            description = "only cases with interrupts at distances in steps, or from real-time threads so often,"
                    + " 20us to 1ms")
    private List<String> period = new ArrayList<>();

    @Option(
            names = "--spacing",
            split = ",",
            paramLabel = "fixed|exponential",
            description = "only cases whose real-time interrupts are equally far apart, or at drawn distances")
    private List<String> spacing = new ArrayList<>();

    LoadOptions() {}

    /**
     * What was asked for.
     *
     * @return values by dimension, none for those not asked about
     * @throws dev.spinlab.bench.driver.BadInputException if there is no such value
     */
    Map<Dimension, List<String>> dimensions() {
        Map<Dimension, List<String>> asked = new EnumMap<>(Dimension.class);
        put(asked, Dimension.OWNERS, owners);
        put(asked, Dimension.CALLER, caller);
        put(asked, Dimension.MAPS, maps);
        put(asked, Dimension.ORDER, mapOrder);
        put(asked, Dimension.BATCH, batch);
        put(asked, Dimension.VALUE_BYTES, valueBytes);
        put(asked, Dimension.LIVE, live);
        put(asked, Dimension.THINK_STEPS, thinkSteps);
        put(asked, Dimension.ARRIVAL, arrival);
        put(asked, Dimension.NEIGHBOUR, neighbour);
        put(asked, Dimension.HOST, host);
        put(asked, Dimension.LOCK_PROFILE, lockProfile);
        put(asked, Dimension.LOCK_KIND, lockKind);
        put(asked, Dimension.PERIOD, period);
        put(asked, Dimension.SPACING, spacing);
        return asked;
    }

    private static void put(Map<Dimension, List<String>> asked, Dimension dimension, List<String> texts) {
        asked.put(dimension, texts.stream().map(dimension::parse).distinct().toList());
    }
}
