package dev.spinlab.bench.cli;

import dev.spinlab.bench.driver.BadInputException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Entry point of {@code benchmarks.jar}. */
@Command(
        name = "spinlab",
        description = "Compares locking strategies for owner-local storage under contention on the same CPU.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            ReportCommand.class,
            CompareCommand.class,
            VerifyCommand.class,
            ClaimsCommand.class,
            KernelCommand.class,
            GateCommand.class,
            InterruptsCommand.class,
            PeersCommand.class,
            ListCommand.class,
            DoctorCommand.class,
            JmhCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 good, 1 a check found something, 2 bad usage, bad input or a void run, 3 undecided."
        })
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    Main() {}

    /**
     * Runs a command and ends the process with its exit code.
     *
     * @param args command and its arguments
     * @throws IOException if JMH's own command line cannot write its results
     */
    public static void main(String[] args) throws IOException {
        if (args.length > 0 && args[0].equals(JmhCommand.NAME) && !JmhCommand.isHelp(args)) {
            try {
                JmhCommand.check(args);
            } catch (BadInputException unknown) {
                System.exit(new Errors(System.err).failed(unknown));
            }
            org.openjdk.jmh.Main.main(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        System.exit(run(System.err, args));
    }

    /**
     * Runs a command.
     *
     * @param err where errors go
     * @param args command and its arguments
     * @return exit code
     */
    static int run(PrintStream err, String... args) {
        Errors errors = new Errors(err);
        CommandLine line = new CommandLine(new Main());
        line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        line.setParameterExceptionHandler((e, arguments) -> errors.badArguments(e));
        line.setExecutionExceptionHandler((e, command, parsed) -> errors.failed(e));
        line.setUsageHelpAutoWidth(true);
        line.setAbbreviatedOptionsAllowed(false);
        return line.execute(args);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "no command given: run, report, compare, claims, kernel, gate, interrupts, peers, verify, list, doctor or jmh");
    }
}
