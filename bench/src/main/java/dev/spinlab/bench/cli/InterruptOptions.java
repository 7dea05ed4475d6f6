package dev.spinlab.bench.cli;

import dev.spinlab.bench.driver.BackendCatalog;
import dev.spinlab.bench.driver.BackendInfo;
import dev.spinlab.bench.driver.BadInputException;
import dev.spinlab.bench.driver.Dimension;
import dev.spinlab.bench.driver.InterruptLevel;
import dev.spinlab.bench.driver.Workload;
import dev.spinlab.bench.interrupts.Cell;
import dev.spinlab.bench.interrupts.Extent;
import dev.spinlab.bench.interrupts.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The options that choose cells and how far they go. */
final class InterruptOptions {
    private static final Pattern TIME = Pattern.compile("(\\d{1,5})(s|m)");
    private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,9}");
    private static final List<Source> BOTH = List.of(Source.values());

    @Option(
            names = "--backend",
            split = ",",
            paramLabel = "ID",
            description = "only these backends (default: the four and the controls)")
    private List<String> backends = new ArrayList<>();

    @Option(
            names = "--workload",
            split = ",",
            paramLabel = "ID",
            description = "only over these (default: all that are interrupted)")
    private List<String> workloads = new ArrayList<>();

    @Option(names = "--level", split = ",", paramLabel = "hardirq|nmi", description = "only interrupts of this level")
    private List<String> levels = new ArrayList<>();

    @Option(names = "--source", split = ",", paramLabel = "stepped|realtime", description = "only from here")
    private List<String> sources = new ArrayList<>();

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "20000",
            description = "handlers in each cell, in time at any instruction (default: ${DEFAULT-VALUE})")
    private String count = "20000";

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "60s",
            description = "longest time of each cell, for example 90s or 5m (default: ${DEFAULT-VALUE})")
    private String limit = "60s";

    @Option(
            names = "--period",
            paramLabel = "TIME",
            defaultValue = "100us",
            description = "distance of real-time interrupts, 20us to 1ms (default: ${DEFAULT-VALUE})")
    private String period = "100us";

    @Option(
            names = "--spacing",
            paramLabel = "fixed|exponential",
            defaultValue = "fixed",
            description =
                    "whether distances are all alike or drawn, --period being their mean (default: ${DEFAULT-VALUE})")
    private String spacing = "fixed";

    @Option(
            names = "--cpus",
            paramLabel = "N",
            defaultValue = "1",
            description = "modelled CPUs, with a task each (default: ${DEFAULT-VALUE})")
    private String cpus = "1";

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "seed (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    InterruptOptions() {}

    /** Whether the source of interrupts was asked for. */
    boolean sourceGiven() {
        return !sources.isEmpty();
    }

    /**
     * The cells.
     *
     * @return in the order of the tables
     * @throws BadInputException if an option makes no sense
     */
    List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (Workload workload : workloads()) {
            for (String backend : backendIds()) {
                for (InterruptLevel level : levels()) {
                    for (Source source : sources()) {
                        cells.add(new Cell(backend, workload, level, source));
                    }
                }
            }
        }
        return cells;
    }

    private List<Workload> workloads() {
        List<Workload> interrupted =
                Arrays.stream(Workload.values()).filter(Workload::interrupted).toList();
        for (String id : workloads) {
            if (!Workload.of(id).interrupted()) {
                throw new BadInputException(
                        "--workload " + id,
                        "has no interrupt handler",
                        "known: " + interrupted.stream().map(Workload::id).collect(Collectors.joining(", ")));
            }
        }
        return workloads.isEmpty()
                ? interrupted
                : workloads.stream().map(Workload::of).toList();
    }

    private List<String> backendIds() {
        List<BackendInfo> all = BackendCatalog.all();
        for (String id : backends) {
            BackendCatalog.require("--backend ", id, all);
        }
        List<BackendInfo> chosen = all.stream()
                .filter(info -> backends.isEmpty() ? !info.reference() : backends.contains(info.id()))
                .toList();
        for (BackendInfo info : chosen) {
            if (info.reference()) {
                throw new BadInputException(
                        "--backend " + info.id(),
                        "has Java's own locks, in which a handler would sleep, as no interrupt can",
                        "leave it out");
            }
        }
        return chosen.stream().map(BackendInfo::id).toList();
    }

    private List<InterruptLevel> levels() {
        List<InterruptLevel> known = List.of(InterruptLevel.HARDIRQ, InterruptLevel.NMI);
        return chosen("--level", levels, known.stream().map(InterruptLevel::id).toList(), known);
    }

    private List<Source> sources() {
        return chosen("--source", sources, BOTH.stream().map(Source::id).toList(), BOTH);
    }

    private static <T> List<T> chosen(String option, List<String> asked, List<String> ids, List<T> known) {
        for (String id : asked) {
            if (!ids.contains(id)) {
                throw new BadInputException(option + " " + id, "not understood", "known: " + String.join(", ", ids));
            }
        }
        List<T> chosen = new ArrayList<>();
        for (int i = 0; i < known.size(); i++) {
            if (asked.isEmpty() || asked.contains(ids.get(i))) {
                chosen.add(known.get(i));
            }
        }
        return chosen;
    }

    /**
     * How far they go.
     *
     * @param allowedCpus CPUs that this process may use
     * @return what was asked for
     * @throws BadInputException if an option makes no sense
     */
    Extent extent(int allowedCpus) {
        if (!COUNT.matcher(count).matches()) {
            throw new BadInputException("--count " + count, "not a number from 1", "give a whole number");
        }
        Matcher time = TIME.matcher(limit);
        if (!time.matches() || Integer.parseInt(time.group(1)) == 0) {
            throw new BadInputException("--for " + limit, "not a time", "write it as 90s or 5m");
        }
        long amount = Long.parseLong(time.group(1));
        Duration longest = "m".equals(time.group(2)) ? Duration.ofMinutes(amount) : Duration.ofSeconds(amount);
        String micros = Dimension.PERIOD.parse(period);
        if (micros.equals(Dimension.PERIOD.initial())) {
            throw new BadInputException(
                    "--period " + period, "not a time", "write it as 100us, or give --source stepped");
        }
        if (!COUNT.matcher(cpus).matches() || Long.parseLong(cpus) > allowedCpus) {
            throw new BadInputException(
                    "--cpus " + cpus, "this process may use " + allowedCpus, "ask for 1 to " + allowedCpus);
        }
        return new Extent(
                Long.parseLong(count),
                longest,
                Integer.parseInt(micros),
                Dimension.SPACING.parse(spacing).equals("exponential"),
                Integer.parseInt(cpus),
                seed);
    }
}
