package dev.spinlab.bench.cli;

import dev.spinlab.bench.driver.RunFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every gate that measures: the order, and where the results go. */
final class MeasuringOptions {
    @Option(names = "--seed", paramLabel = "N", description = "seed of the order (default: a new one, printed)")
    private @Nullable Long seed;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            defaultValue = "results/runs",
            description = "folder that gets the folder of the results (default: ${DEFAULT-VALUE})")
    private Path output = Path.of("results/runs");

    MeasuringOptions() {}

    /** The seed asked for, or a new one. To be asked once. */
    long seed() {
        return seed == null ? System.currentTimeMillis() : seed;
    }

    /** Makes the folder of the results. */
    RunFolder folder(String name) {
        return RunFolder.create(output, Clock.systemUTC().instant(), name);
    }

    /** Prints what is going on, indented, at once. */
    static Consumer<String> progress(PrintWriter out) {
        return line -> {
            out.println("  " + line);
            out.flush();
        };
    }
}
