package dev.spinlab.bench.cli;

import dev.spinlab.bench.driver.Driver;
import dev.spinlab.bench.driver.ForkResults;
import dev.spinlab.bench.driver.RunSettings;
import dev.spinlab.bench.environment.EnvironmentReader;
import dev.spinlab.bench.environment.SourceCommit;
import dev.spinlab.results.run.Environment;
import dev.spinlab.results.run.RunDirectory;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** What every command that measures leaves on record: the machine before and after, and how to do it again. */
final class RunRecord {
    private RunRecord() {}

    /** The machine as a run begins. */
    static Environment environment(EnvironmentReader reader, List<String> flags, boolean pinning) {
        return new Environment(
                Environment.SCHEMA,
                reader.cpu(),
                reader.system(),
                reader.jvm(flags, false),
                SourceCommit.find(),
                new Environment.Pinning(pinning, 0, 0, "the run is not over; see the workers at its end"),
                reader.load(),
                null);
    }

    /** Writes the machine as a run ends. */
    static void writeEnd(RunSettings settings, ForkResults results, EnvironmentReader reader) {
        Environment start = settings.environment();
        RunDirectory.write(
                settings.folder().root(),
                new Environment(
                        start.schema(),
                        start.cpu(),
                        start.system(),
                        start.jvm(),
                        start.source(),
                        Driver.pinning(results, settings.pinning()),
                        start.loadAtStart(),
                        reader.load()));
    }

    /**
     * The command line that repeats a run.
     *
     * @param addedSeed the seed, if the command line did not give one
     */
    static String command(CommandSpec spec, @Nullable Long addedSeed) {
        String arguments = spec.root().commandLine().getParseResult().originalArgs().stream()
                .map(RunRecord::quoted)
                .collect(Collectors.joining(" "));
        return "java -jar " + quoted(System.getProperty("java.class.path", "benchmarks.jar")) + " " + arguments
                + (addedSeed == null ? "" : " --seed " + addedSeed);
    }

    private static String quoted(String argument) {
        return argument.matches("[\\w@%+=:,./-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
