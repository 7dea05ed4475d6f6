package dev.spinlab.bench.verify;

import dev.spinlab.backend.StorageBackend;
import dev.spinlab.explore.Column;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What has been found so far, by backend and situation. */
public final class Verification {
    private final Map<String, Map<Column, CellTally>> cells = new LinkedHashMap<>();
    private final List<StorageBackend> backends;
    private final DistinctCounter distinct;

    Verification(List<StorageBackend> backends) {
        this.backends = List.copyOf(backends);
        distinct = new DistinctCounter(Runtime.getRuntime().maxMemory() / 4);
        for (StorageBackend backend : backends) {
            Map<Column, CellTally> row = new EnumMap<>(Column.class);
            for (Column column : Column.values()) {
                row.put(column, new CellTally());
            }
            cells.put(backend.id(), row);
        }
    }

    /** Returns what is verified. */
    public List<StorageBackend> backends() {
        return backends;
    }

    CellTally cell(StorageBackend backend, Column column) {
        Map<Column, CellTally> row = cells.get(backend.id());
        CellTally cell = row == null ? null : row.get(column);
        if (cell == null) {
            throw new IllegalArgumentException("no cell for " + backend.id() + " in " + column);
        }
        return cell;
    }

    DistinctCounter distinct() {
        return distinct;
    }

    /** Returns how many schedules differ, or a lower bound of that. */
    public long distinctSchedules() {
        return distinct.count();
    }

    /** Returns whether {@link #distinctSchedules} is a lower bound, for lack of memory to know more apart. */
    public boolean distinctIsLowerBound() {
        return distinct.isLowerBound();
    }

    /** Returns the schedules run, those of a determinism check counted once. */
    public long schedules() {
        long sum = 0;
        for (Map<Column, CellTally> row : cells.values()) {
            for (CellTally cell : row.values()) {
                sum += cell.schedules();
            }
        }
        return sum;
    }

    /** Returns how many rules are broken in how many situations, by backends that are not there to be found out. */
    public long violations() {
        long sum = 0;
        for (StorageBackend backend : backends) {
            if (!backend.isControl()) {
                for (Column column : Column.values()) {
                    sum += cell(backend, column).breaches().size();
                }
            }
        }
        return sum;
    }

    /** Returns the situations that no backend, or not every one, was explored in. */
    public List<Column> notExplored() {
        return Arrays.stream(Column.values())
                .filter(column -> backends.stream()
                        .anyMatch(backend -> cell(backend, column).schedules() == 0))
                .toList();
    }

    /** Returns whether some breach was found of {@code backend}. */
    public boolean foundOut(StorageBackend backend) {
        for (Column column : Column.values()) {
            if (!cell(backend, column).breaches().isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
