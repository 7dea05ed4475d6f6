package dev.spinlab.results.gate.history;

import java.util.List;

/**
 * What could be read of a history file.
 *
 * @param entries the entries by time, those of one time in the order of the file
 * @param warnings one line for each line of the file that was skipped
 */
public record History(List<HistoryEntry> entries, List<String> warnings) {
    /** Copies the lists. */
    public History {
        entries = List.copyOf(entries);
        warnings = List.copyOf(warnings);
    }

    /**
     * The entries of one gate.
     *
     * @param gate the gate
     * @return its entries by time
     */
    public List<HistoryEntry> of(HistoryEntry.Gate gate) {
        return entries.stream().filter(entry -> entry.gate() == gate).toList();
    }
}
