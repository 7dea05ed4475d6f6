package dev.spinlab.bench.cli;

import dev.spinlab.backend.BackendLoadException;
import dev.spinlab.bench.driver.BadInputException;
import dev.spinlab.results.run.BadRunException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;

/** Turns every error into one line on standard error and an exit code. */
final class Errors {
    private final PrintStream err;

    Errors(PrintStream err) {
        this.err = err;
    }

    /** Arguments that picocli cannot make sense of. */
    int badArguments(CommandLine.ParameterException e) {
        String message = oneLine(e);
        err.println(message + "; see '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'");
        return ExitCodes.BAD;
    }

    /** Anything that a command throws. */
    int failed(Exception e) {
        if (e instanceof BadInputException || e instanceof BadRunException || e instanceof BackendLoadException) {
            err.println(oneLine(e));
            return ExitCodes.BAD;
        }
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        String where;
        try {
            Path log = Files.createTempFile("spinlab-error-", ".log");
            Files.writeString(log, trace.toString());
            where = "the details are in " + log;
        } catch (IOException noLog) {
            where = "no log could be written (" + noLog.getMessage() + ")";
        }
        err.println("internal error: " + e.getClass().getSimpleName() + ": " + oneLine(e) + "; " + where
                + "; please report it");
        return ExitCodes.BAD;
    }

    private static String oneLine(Exception e) {
        return String.valueOf(e.getMessage()).strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }
}
