package dev.spinlab.bench.peers;

import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.measure.TextTable;
import dev.spinlab.results.stat.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Bars and how they were met: by the estimate, with a question mark where the interval holds the limit, so that more rounds
 * could end otherwise.
 *
 * @param text a table, lines each ended by a line feed
 * @param missed bars that were missed, on any JDK
 */
public record PeersTable(String text, int missed) {
    /** Compares; {@code byVersion} holds the rounds of each JDK. */
    static PeersTable of(List<Bar> bars, Map<String, List<Map<String, Sample>>> byVersion) {
        List<String> header = new ArrayList<>(List.of("what", "against", "bar"));
        byVersion.forEach((version, rounds) -> header.add("Java " + version + ", " + rounds.size() + " rounds"));
        List<List<String>> table = new ArrayList<>(List.of(header));
        int missed = 0;
        for (Bar bar : bars) {
            String sign = bar.sense() == Bar.Sense.AT_MOST ? "<= " : ">= ";
            List<String> row = new ArrayList<>(List.of(
                    bar.what(),
                    bar.against(),
                    sign + Numbers.plain(bar.limit()) + bar.unit().suffix()));
            boolean met = true;
            for (List<Map<String, Sample>> rounds : byVersion.values()) {
                Interval found = bar.over(rounds);
                boolean here = bar.sense().met(found.estimate(), bar.limit());
                met &= here;
                row.add(cell(found, bar.unit().suffix())
                        + (here ? "  met" : "  MISSED")
                        + (found.holds(bar.limit()) ? "?" : ""));
            }
            missed += met ? 0 : 1;
            table.add(row);
        }
        String text = TextTable.aligned(table).stream().collect(Collectors.joining("\n", "", "\n"));
        return new PeersTable(text, missed);
    }

    private static String cell(Interval found, String suffix) {
        String limits =
                found.hasLimits() ? " [" + Numbers.plain(found.low()) + ", " + Numbers.plain(found.high()) + "]" : "";
        return Numbers.plain(found.estimate()) + suffix + limits;
    }
}
