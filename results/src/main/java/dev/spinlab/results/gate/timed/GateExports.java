package dev.spinlab.results.gate.timed;

import dev.spinlab.results.gate.export.BencherMetricFormat;
import dev.spinlab.results.gate.export.Exported;
import dev.spinlab.results.gate.export.GithubActionBenchmark;
import dev.spinlab.results.gate.export.GoBenchmarkFormat;
import dev.spinlab.results.run.BadRunException;
import dev.spinlab.results.stat.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A gate's rows as files for the tools that teams already use. Those that keep a series get the head's medians; benchstat,
 * which compares by itself, gets every fork of base and head, in a file each.
 */
public final class GateExports {
    /** The head for Bencher, adapter {@code json}. */
    public static final String BENCHER = "bencher.json";

    /** The forks of the base for benchstat. */
    public static final String BASE = "benchstat-base.txt";

    /** The forks of the head for benchstat. */
    public static final String HEAD = "benchstat-head.txt";

    private GateExports() {}

    /**
     * Writes the files: {@value #BENCHER}, {@value #BASE}, {@value #HEAD}, and those of {@link GithubActionBenchmark}.
     *
     * @param data what was measured; without a block of the head nothing is written
     * @param folder where to
     * @throws BadRunException if a file cannot be written
     */
    public static void write(GateData data, Path folder) {
        List<Exported> head = exported(data, Arm.HEAD);
        if (head.isEmpty()) {
            return;
        }
        GithubActionBenchmark.write(folder, head);
        write(folder.resolve(BENCHER), BencherMetricFormat.json(head));
        // Nothing that differs between the two files: benchstat would not put them into one table.
        TreeMap<String, String> configuration = new TreeMap<>(Map.of("machine", data.fingerprint()));
        write(folder.resolve(BASE), GoBenchmarkFormat.text(exported(data, Arm.BASE), configuration));
        write(folder.resolve(HEAD), GoBenchmarkFormat.text(head, configuration));
    }

    /** The rows of base or head. */
    static List<Exported> exported(GateData data, Arm arm) {
        return RowSample.rows(data).stream()
                .map(row -> exported(RowSample.of(data, row, arm)))
                .toList();
    }

    private static Exported exported(RowSample sample) {
        RowKey row = sample.row();
        Interval median = sample.median();
        return new Exported(
                row.backend() + "/" + row.workload(),
                row.measure(),
                row.metric().unit(),
                sample.direction(),
                sample.forks(),
                median.estimate(),
                median.low(),
                median.high());
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw BadRunException.unwritable(file, e);
        }
    }
}
