package dev.spinlab.bench.interrupts;

import dev.spinlab.bench.driver.InterruptLevel;
import dev.spinlab.bench.driver.Workload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What cells showed, as tables in Markdown. */
public final class InterruptTables {
    private static final double PERCENT = 100;

    private final List<CellResult> results;

    /**
     * Makes tables.
     *
     * @param results what was measured, in the order of the rows
     */
    public InterruptTables(List<CellResult> results) {
        this.results = List.copyOf(results);
    }

    /**
     * What real-time interrupts did to create and delete: one row for each backend and level.
     *
     * @return lines; none if there is no such cell
     */
    public List<String> damage() {
        List<CellResult> rows = results.stream()
                .filter(result -> result.cell().source() == Source.REALTIME
                        && result.cell().workload() == Workload.INTERRUPTED_CREATE_DELETE)
                .toList();
        if (rows.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(List.of(
                "| backend | interrupt | at any instruction | at an unmasking | refused | lost or leaked | freed twice"
                        + " | used after free | so it | rounds thrown away |",
                "|---|---|--:|--:|--:|--:|--:|--:|---|--:|"));
        for (CellResult row : rows) {
            var figures = row.figures();
            lines.add(String.format(
                    Locale.ROOT,
                    "| `%s` | %s | %,d | %,d | %s | %,d | %,d | %,d | %s | %d of %d |",
                    row.cell().backend(),
                    row.cell().level().id(),
                    figures.atAnyInstruction(),
                    figures.handlers() - figures.atAnyInstruction(),
                    refused(row),
                    figures.lost() + figures.leaked(),
                    figures.doubleFreed(),
                    figures.usedAfterFree(),
                    verdict(row),
                    figures.voidRounds(),
                    figures.rounds() + figures.voidRounds()));
        }
        return lines;
    }

    /**
     * The share of hardware interrupts' handlers that are refused, by what they come over, beside real kernels.
     *
     * @return lines; none if nothing of it was measured
     */
    public List<String> refusals() {
        List<String> backends = results.stream()
                .filter(InterruptTables::inTime)
                .map(result -> result.cell().backend())
                .distinct()
                .toList();
        if (backends.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(List.of(
                "| refused handlers of hardware interrupts | over create+delete | over a hit | over nothing |",
                "|---|--:|--:|--:|"));
        for (String backend : backends) {
            lines.add("| `" + backend + "` | " + share(backend, Workload.INTERRUPTED_CREATE_DELETE) + " | "
                    + share(backend, Workload.INTERRUPTED_LOOKUP_HIT) + " | "
                    + share(backend, Workload.INTERRUPTED_NOTHING) + " |");
        }
        lines.add("| real kernels with the counter, 6.12 and 6.18, every 100 us | 84 to 94 % | 12 to 18 % | 0 |");
        return lines;
    }

    /**
     * The verdicts of both sources side by side.
     *
     * @return lines; none if no situation was measured with both
     */
    public List<String> agreement() {
        List<String> rows = new ArrayList<>();
        for (CellResult stepped : results) {
            CellResult realtime = counterpart(stepped);
            if (realtime != null) {
                Cell cell = stepped.cell();
                rows.add("| `" + cell.backend() + "` | " + cell.workload().id() + " | "
                        + cell.level().id() + " | " + verdict(stepped) + " | " + verdict(realtime) + " | "
                        + agreed(stepped, realtime) + " |");
            }
        }
        if (rows.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(
                List.of("| backend | over | interrupt | in steps | in time | agree |", "|---|---|---|---|---|---|"));
        lines.addAll(rows);
        return lines;
    }

    private static String agreed(CellResult one, CellResult other) {
        if (one.verdict() == Verdict.UNKNOWN || other.verdict() == Verdict.UNKNOWN) {
            return "–";
        }
        return one.verdict() == other.verdict() ? "yes" : "**no**";
    }

    /**
     * The situations in which the sources differ.
     *
     * @return one line each
     */
    public List<String> disagreements() {
        return results.stream()
                .filter(result -> Optional.ofNullable(counterpart(result))
                        .filter(other -> agreed(result, other).equals("**no**"))
                        .isPresent())
                .map(result -> result.cell().label())
                .toList();
    }

    /** The real-time result for the situation of a stepped one; null if it is none, or there is none. */
    private @Nullable CellResult counterpart(CellResult stepped) {
        Cell cell = stepped.cell();
        if (cell.source() != Source.STEPPED) {
            return null;
        }
        return find(cell.backend(), cell.workload(), cell.level());
    }

    private @Nullable CellResult find(String backend, Workload workload, InterruptLevel level) {
        Cell wanted = new Cell(backend, workload, level, Source.REALTIME);
        return results.stream()
                .filter(result -> result.cell().equals(wanted))
                .max(Comparator.comparingLong(CellResult::counted))
                .orElse(null);
    }

    private static boolean inTime(CellResult result) {
        return result.cell().source() == Source.REALTIME && result.cell().level() == InterruptLevel.HARDIRQ;
    }

    private String share(String backend, Workload workload) {
        CellResult result = find(backend, workload, InterruptLevel.HARDIRQ);
        if (result == null) {
            return "–";
        }
        return result.figures().refusedHandlers() == 0 ? "0" : percent(result.refusedShare());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, share < 0.001 ? "%.3f %%" : "%.1f %%", PERCENT * share);
    }

    private static String refused(CellResult row) {
        return row.figures().refusedHandlers() == 0 ? "0" : percent(row.refusedShare());
    }

    private static String verdict(CellResult row) {
        return switch (row.verdict()) {
            case UNKNOWN, WORKS, LOSES, HANGS -> row.verdict().word();
            case REFUSES ->
                row.verdict().word() + " ("
                        + row.figures().refused().keySet().stream().collect(Collectors.joining(", ")) + ")";
        };
    }
}
