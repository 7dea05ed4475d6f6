package dev.spinlab.bench.cli;

import dev.spinlab.bench.driver.BackendCatalog;
import dev.spinlab.bench.driver.BadInputException;
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

    private static final String BACKEND = "backend=";

    @Parameters(arity = "0..*", paramLabel = "ARGS", description = "arguments of JMH")
    private String[] arguments = {};

    JmhCommand() {}

    /**
     * Looks for what JMH would answer with a stack trace of a fork.
     *
     * @throws BadInputException if a backend is asked for that does not exist
     */
    static void check(String... args) {
        for (int i = 1; i < args.length; i++) {
            if (args[i - 1].equals("-p") && args[i].startsWith(BACKEND)) {
                for (String id : args[i].substring(BACKEND.length()).split(",", -1)) {
                    BackendCatalog.require("-p " + BACKEND, id, BackendCatalog.all());
                }
            }
        }
    }

    static boolean isHelp(String... args) {
        return args.length == 2 && args[1].equals("--help");
    }

    @Override
    public void run() {
        throw new IllegalStateException("not handed over to JMH: " + String.join(" ", arguments));
    }
}
