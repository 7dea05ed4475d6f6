package dev.spinlab.bench.claims;

import dev.spinlab.backend.Backends;
import dev.spinlab.backend.StorageBackend;
import dev.spinlab.explore.Column;
import dev.spinlab.explore.Encounter;
import dev.spinlab.explore.Encounters;
import dev.spinlab.explore.ExhaustiveScheduler;
import dev.spinlab.explore.Explorer;
import dev.spinlab.explore.Rule;
import dev.spinlab.machine.Errno;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Runs every schedule with one interruption, or one switch between two CPUs, in some situations. The same each time, and
 * within seconds; {@code verify} goes further.
 */
final class ClaimExplorer {
    private final List<Encounter> encounters = new ArrayList<>();
    private final BooleanSupplier stop;

    /**
     * Creates one.
     *
     * @param stop asked after each schedule; true ends the exploration
     */
    ClaimExplorer(BooleanSupplier stop) {
        this.stop = stop;
        encounters.addAll(Encounters.once());
        encounters.addAll(Encounters.twoCpus(1));
    }

    /** Explores one backend in some situations. */
    Explored explore(String backend, Set<Column> situations) {
        StorageBackend chosen = Backends.byId(backend);
        Set<Errno> refusals = EnumSet.noneOf(Errno.class);
        Map<Rule, Long> broken = new EnumMap<>(Rule.class);
        long schedules;
        try (Explorer explorer = new Explorer()) {
            for (Encounter encounter : encounters) {
                if (situations.contains(encounter.column()) && !stop.getAsBoolean()) {
                    explorer.explore(
                            chosen,
                            encounter,
                            new ExhaustiveScheduler(),
                            encounter.bounds(),
                            (hash, refused, finding) -> {
                                refusals.addAll(refused);
                                if (finding != null) {
                                    broken.merge(finding.rule(), 1L, Long::sum);
                                }
                                return !stop.getAsBoolean();
                            });
                }
            }
            schedules = explorer.schedules();
        }
        return new Explored(schedules, refusals, broken);
    }
}
