package dev.spinlab.bench.peers;

import dev.spinlab.bench.alternatives.UnlockDesigns;
import dev.spinlab.bench.ladder.CostLadder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What JMH finds on the class path. */
public final class BenchmarkNames {
    private BenchmarkNames() {}

    private static final List<String> NEITHER =
            List.of(CostLadder.class.getPackageName() + ".", UnlockDesigns.class.getPackageName() + ".");

    /** The benchmark methods of this package, or all others but the rungs of the cost ladder and the alternatives. */
    public static Set<String> ofPeers(boolean wanted) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        return BenchmarkList.defaultList()
                .getAll(OutputFormatFactory.createFormatInstance(nowhere, VerboseMode.SILENT), List.of())
                .stream()
                .map(BenchmarkListEntry::getUsername)
                .filter(name -> NEITHER.stream().noneMatch(name::startsWith))
                .filter(name -> name.startsWith(BenchmarkNames.class.getPackageName() + ".") == wanted)
                .collect(Collectors.toSet());
    }
}
