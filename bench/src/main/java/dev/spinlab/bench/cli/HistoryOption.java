package dev.spinlab.bench.cli;

import static java.util.Objects.requireNonNull;

import dev.spinlab.bench.driver.BadInputException;
import dev.spinlab.bench.driver.JvmFlags;
import dev.spinlab.bench.environment.EnvironmentReader;
import dev.spinlab.bench.environment.SourceCommit;
import dev.spinlab.results.gate.exact.ExactHistory;
import dev.spinlab.results.gate.exact.ExactRecord;
import dev.spinlab.results.gate.history.HistoryEntry;
import dev.spinlab.results.gate.history.HistoryFile;
import dev.spinlab.results.gate.timed.Arm;
import dev.spinlab.results.gate.timed.GateFile;
import dev.spinlab.results.gate.timed.GateHistory;
import dev.spinlab.results.gate.timed.Status;
import dev.spinlab.results.run.Environment;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of a gate to append what it found to a history, in which {@code gate trend} looks for slow creep. */
final class HistoryOption {
    /** What stands for the commit of a jar that nobody knows the commit of. */
    static final String UNKNOWN = "unknown";

    /** What follows the commit if the work tree differed from it. */
    static final String CHANGED = "+changes";

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description = "append what was found to this file, for 'gate trend'")
    private @Nullable Path file;

    HistoryOption() {}

    /** Refuses, before anything is measured, a file that cannot be appended to. */
    void check() {
        if (file != null) {
            HistoryFile.requireAppendable(file);
        }
    }

    /**
     * As {@link #check()}, for a timed gate.
     *
     * @param planted what is planted into the head, which is then no commit's time
     */
    void checkTimed(List<String> planted) {
        if (file != null && !planted.isEmpty()) {
            throw new BadInputException(
                    "--history " + file, "times with a planted slowdown are no commit's", "leave out --plant");
        }
        check();
    }

    /**
     * Appends an exact gate.
     *
     * @param counted what was counted
     * @param accepted what it was compared with, null if it was accepted instead
     * @param out gets a line that says so
     */
    void append(ExactRecord counted, @Nullable ExactRecord accepted, PrintWriter out) {
        if (file != null) {
            append(file, ExactHistory.entry(counted, accepted, now(), commit(SourceCommit.find())), out);
        }
    }

    /**
     * Appends a timed gate, unless it is void.
     *
     * @param gate the gate
     * @param running whether its head is the running build, whose work tree may differ from its commit
     * @param reader the machine
     * @param out gets a line that says so
     */
    void append(GateFile.Stored gate, boolean running, EnvironmentReader reader, PrintWriter out) {
        if (file == null) {
            return;
        }
        if (gate.verdict().status() == Status.VOID) {
            out.println("not added to " + file + ", since the gate is void");
            out.flush();
            return;
        }
        String sha = requireNonNull(gate.data().arms().get(Arm.HEAD)).sha();
        String commit = running ? commit(SourceCommit.find()) : sha.isEmpty() ? UNKNOWN : sha;
        List<String> flags = JvmFlags.forGates(reader);
        append(
                file,
                GateHistory.entry(gate, now(), commit, reader.fingerprint(flags).id()),
                out);
    }

    private static void append(Path file, HistoryEntry entry, PrintWriter out) {
        HistoryFile.append(file, entry);
        out.println("added to " + file);
        out.flush();
    }

    private static Instant now() {
        return Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** The commit, and whether what ran is more than that. */
    static String commit(Environment.Source source) {
        String commit = source.commit();
        if (commit == null) {
            return UNKNOWN;
        }
        return Boolean.TRUE.equals(source.dirty()) ? commit + CHANGED : commit;
    }
}
