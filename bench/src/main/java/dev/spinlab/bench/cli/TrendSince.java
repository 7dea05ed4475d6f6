package dev.spinlab.bench.cli;

import dev.spinlab.bench.driver.BadInputException;
import dev.spinlab.bench.environment.SourceCommit;
import dev.spinlab.results.gate.history.History;
import dev.spinlab.results.gate.history.HistoryEntry;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what a trend is looked at since: a time, or a commit that was gated. */
final class TrendSince {
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern MOMENT = Pattern.compile(DAY.pattern() + "T.*");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{7,64}");

    private TrendSince() {}

    /**
     * Finds the time.
     *
     * @param text a day or moment by ISO 8601, the beginning of a hash, or any name that git knows a commit by
     * @param history where the commit was gated
     * @return the moment; of a day, its beginning; of a commit, the end of its last gate
     * @throws BadInputException if it is none of these
     */
    static Instant of(String text, History history) {
        if (DAY.matcher(text).matches() || MOMENT.matcher(text).matches()) {
            return moment(text);
        }
        if (HASH.matcher(text).matches()) {
            Optional<Instant> gated = gated(text, text, history);
            if (gated.isPresent()) {
                return gated.get();
            }
        }
        String commit = SourceCommit.named(text);
        if (commit == null) {
            throw new BadInputException(
                    "--since " + text,
                    "neither a time nor a commit of this checkout",
                    "write a time as 2026-11-21 or 2026-11-21T12:00:00Z");
        }
        return gated(text, commit, history)
                .orElseThrow(() -> new BadInputException(
                        "--since " + text,
                        "the history has no gate of commit " + commit,
                        "name a commit that was gated, or a time"));
    }

    private static Instant moment(String text) {
        try {
            return DAY.matcher(text).matches()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new BadInputException(
                    "--since " + text, "no time by ISO 8601", "write it as 2026-11-21 or 2026-11-21T12:00:00Z");
        }
    }

    /** The last gate of the only commit that begins so. */
    private static Optional<Instant> gated(String text, String beginning, History history) {
        List<HistoryEntry> gates = history.entries().stream()
                .filter(entry -> entry.commit().startsWith(beginning))
                .toList();
        long commits = gates.stream()
                .map(entry -> entry.commit().replace(HistoryOption.CHANGED, ""))
                .distinct()
                .count();
        if (commits > 1) {
            throw new BadInputException(
                    "--since " + text, "so begin " + commits + " commits of the history", "give more of the hash");
        }
        return gates.isEmpty()
                ? Optional.empty()
                : Optional.of(gates.get(gates.size() - 1).at());
    }
}
