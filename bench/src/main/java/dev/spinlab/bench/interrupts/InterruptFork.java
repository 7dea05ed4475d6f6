package dev.spinlab.bench.interrupts;

import dev.spinlab.bench.driver.Dimension;
import dev.spinlab.bench.driver.InterruptLevel;
import dev.spinlab.bench.driver.Workload;
import dev.spinlab.bench.harness.InterruptFigures;
import dev.spinlab.bench.harness.InterruptTrial;
import dev.spinlab.bench.harness.SpoiltTrialException;
import dev.spinlab.bench.harness.Workers;
import dev.spinlab.results.run.JsonFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The JVM of one cell. */
public final class InterruptFork {
    /** Exit code if the cell could not be run; the last line of the output says why. */
    static final int FAILED = 3;

    /**
     * Mean distance of stepped interrupts: some tens of microseconds, as in time. Where they come closer, one meets what the
     * one before it left to be freed, and then nothing is not over nothing.
     */
    private static final String STEPS = "20000";

    private InterruptFork() {}

    /** The arguments of {@link #main}. */
    static List<String> arguments(Path file, Cell cell, Extent extent) {
        return List.of(
                file.toString(),
                cell.backend(),
                cell.workload().id(),
                cell.level().id(),
                cell.source().id(),
                Long.toString(extent.handlers()),
                Long.toString(extent.limit().toNanos()),
                Integer.toString(extent.periodMicros()),
                Boolean.toString(extent.exponential()),
                Integer.toString(extent.cpus()),
                Long.toString(extent.seed()));
    }

    /**
     * Runs a cell and writes its figures.
     *
     * @param args the file to write, then cell and extent
     * @throws InterruptedException if the main thread is interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        endWithParent();
        Cell cell = new Cell(
                args[1],
                Workload.of(args[2]),
                InterruptLevel.of(args[3]),
                Source.valueOf(args[4].toUpperCase(Locale.ROOT)));
        Extent extent = new Extent(
                Long.parseLong(args[5]),
                Duration.ofNanos(Long.parseLong(args[6])),
                Integer.parseInt(args[7]),
                Boolean.parseBoolean(args[8]),
                Integer.parseInt(args[9]),
                Long.parseLong(args[10]));
        try {
            JsonFiles.write(Path.of(args[0]), figures(cell, extent));
        } catch (SpoiltTrialException spoilt) {
            System.err.println(spoilt.getMessage());
            Runtime.getRuntime().halt(InterruptTrial.WAITED);
        } catch (IllegalStateException unsuitable) {
            System.err.println(unsuitable.getMessage());
            Runtime.getRuntime().halt(FAILED);
        }
        // Not an exit: a trial that hung has left threads behind that hold what an orderly end would ask for.
        Runtime.getRuntime().halt(0);
    }

    /** Nobody reads the figures once the parent is gone, however it went, and real-time threads would disturb others. */
    private static void endWithParent() {
        ProcessHandle.current().parent().ifPresent(parent -> {
            Thread watch = new Thread(
                    () -> {
                        parent.onExit().join();
                        Runtime.getRuntime().halt(FAILED);
                    },
                    "parent");
            watch.setDaemon(true);
            watch.start();
        });
    }

    private static InterruptFigures figures(Cell cell, Extent extent) throws InterruptedException {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("backend", cell.backend());
        parameters.put("cpus", Integer.toString(extent.cpus()));
        parameters.put("interrupts", cell.level().id());
        if (cell.source() == Source.REALTIME) {
            parameters.put(Dimension.PERIOD.parameter(), Integer.toString(extent.periodMicros()));
            parameters.put(Dimension.SPACING.parameter(), extent.exponential() ? "exponential" : "fixed");
        } else {
            parameters.put("interruptSteps", STEPS);
        }
        return InterruptTrial.run(
                Workers.of(cell.workload().benchmark()),
                parameters,
                extent.cpus(),
                extent.handlers(),
                extent.limit().toNanos(),
                extent.seed());
    }
}
