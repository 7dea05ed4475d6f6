package dev.spinlab.bench.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** JMH's own command line; {@link Main} hands over before picocli looks at the arguments, so this is its help only. */
@Command(
        name = JmhCommand.NAME,
        description = {
            "Plain JMH: everything after 'jmh' goes to JMH unchanged; 'jmh -h' shows JMH's own help.",
            "Add '-prof dev.spinlab.bench.harness.SpinlabProfiler' for the measures that JMH does not know."
        },
        mixinStandardHelpOptions = true)
final class JmhCommand implements Runnable {
    static final String NAME = "jmh";

    @Parameters(arity = "0..*", paramLabel = "ARGS", description = "arguments of JMH")
    private String[] arguments = {};

    JmhCommand() {}

    static boolean isHelp(String... args) {
        return args.length == 2 && args[1].equals("--help");
    }

    @Override
    public void run() {
        throw new IllegalStateException("not handed over to JMH: " + String.join(" ", arguments));
    }
}
