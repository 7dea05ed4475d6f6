package dev.spinlab.bench.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The gates, one command each. */
@Command(
        name = "gate",
        description = "Stops changes that cost more than what was there before.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "GATE",
        subcommands = {
            GateExactCommand.class,
            GateTimedCommand.class,
            GateBaselineCommand.class,
            GateTrendCommand.class,
            GateReplayCommand.class,
            GateCalibrateCommand.class,
            GateProveCommand.class,
            GateDesignsCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 pass, 1 a regression or a violation, 2 bad input or could not run, 3 undecided or no baseline."
        })
final class GateCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    GateCommand() {}

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "no gate given: exact, timed or baseline; or trend, replay, calibrate, prove, designs");
    }
}
