package dev.spinlab.bench.cli;

import dev.spinlab.bench.driver.StopSignal;
import dev.spinlab.bench.environment.EnvironmentReader;
import dev.spinlab.bench.gate.timed.CalibrationRun;
import dev.spinlab.results.chart.Charts;
import dev.spinlab.results.gate.calibration.Calibration;
import dev.spinlab.results.gate.calibration.CalibrationFile;
import dev.spinlab.results.gate.calibration.CalibrationText;
import dev.spinlab.results.gate.calibration.Calibrator;
import dev.spinlab.results.gate.calibration.Recording;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Finds out what the timed gate can see on this machine. */
@Command(
        name = "calibrate",
        description = "Finds out how often the timed gate errs on this machine, and how small a slowdown it sees.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "This build is measured against itself, also with planted slowdowns, and gates are drawn from these rounds.",
            "'gate timed' reads what was found and says what it could have seen."
        })
final class GateCalibrateCommand implements Callable<Integer> {
    /** Gates drawn for each rate: an error of 1 % then has an interval of about half a percent to either side. */
    private static final int GATES = 2_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--budget",
            paramLabel = "TIME",
            defaultValue = "20m",
            description = "what the forks may take (default: ${DEFAULT-VALUE})")
    private String budget = "20m";

    @Option(
            names = "--gate",
            paramLabel = "TIME",
            defaultValue = "5m",
            description = "the budget of a gate; half, twice and four times of it are looked at too (default: 5m)")
    private String gate = "5m";

    @Option(
            names = "--margin",
            paramLabel = "PERCENT",
            defaultValue = "5%",
            description = "a change that does not matter (default: 5%%)")
    private String margin = "5%";

    @Option(
            names = "--rounds",
            paramLabel = "FILE",
            description = "measure nothing, draw from the rounds of an earlier calibration")
    private @Nullable Path rounds;

    @Option(
            names = "--store",
            paramLabel = "DIR",
            defaultValue = "results/baseline/calibration",
            description = "folder of the calibrations, one per machine (default: ${DEFAULT-VALUE})")
    private Path store = Path.of("results/baseline/calibration");

    @Mixin
    private MeasuringOptions measuring = new MeasuringOptions();

    GateCalibrateCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        long chosenSeed = measuring.seed();
        Duration gateBudget = TimeOption.parse("--gate", gate);
        Duration time = TimeOption.parse("--budget", budget);
        double share = PercentOption.margin(margin);
        Recording recording;
        Path folder;
        if (rounds == null) {
            EnvironmentReader reader = EnvironmentReader.ofThisMachine();
            folder = measuring.folder("calibration").root();
            out.println("gate calibrate: budget " + budget + ", gates of " + gate + ", margin " + margin + ", seed "
                    + chosenSeed);
            out.println("  results: " + folder);
            out.flush();
            try (StopSignal stop = StopSignal.listen()) {
                CalibrationRun run = CalibrationRun.prepare(reader, folder, store, time, gateBudget, share, chosenSeed);
                recording = run.run(stop, MeasuringOptions.progress(out));
            }
        } else {
            recording = CalibrationFile.readRounds(rounds);
            folder = measuring.folder("calibration").root();
        }
        Calibration calibration =
                new Calibrator(recording, recording.alike().seed(), GATES).calibrate((double) gateBudget.toSeconds());
        Path file = CalibrationFile.write(store, calibration);
        out.print(CalibrationText.of(calibration));
        Charts.write(CalibrationText.chart(calibration), folder).files().forEach(path -> out.println("chart: " + path));
        out.println("stored: " + file);
        out.flush();
        return 0;
    }
}
