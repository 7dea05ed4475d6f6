package dev.spinlab.bench.verify;

import dev.spinlab.backend.StorageBackend;
import dev.spinlab.explore.Bounds;
import dev.spinlab.explore.Column;
import dev.spinlab.explore.Encounter;
import dev.spinlab.explore.Encounters;
import dev.spinlab.explore.ExhaustiveScheduler;
import dev.spinlab.explore.PctScheduler;
import dev.spinlab.explore.RandomScheduler;
import dev.spinlab.explore.Scheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What there is to explore, in phases: each goes further than the one before. */
final class WorkList {
    /** Schedules of one encounter in one round at random: few where tasks alternate, since those are slow. */
    private static final int ROUND_INLINE = 200;

    private static final int ROUND_THREADS = 20;

    private static final int INTERVENTIONS = 3;
    private static final int PCT_DEPTH = 3;

    private final List<StorageBackend> backends;
    private final long seed;

    WorkList(List<StorageBackend> backends, long seed) {
        this.backends = backends;
        this.seed = seed;
    }

    /**
     * One encounter of one backend under one scheduler.
     *
     * @param most after how many schedules to stop
     * @param twice whether each schedule is run twice, to see that it repeats itself
     */
    record Item(
            StorageBackend backend,
            Encounter encounter,
            Bounds bounds,
            Supplier<Scheduler> scheduler,
            long most,
            boolean twice) {}

    /** Items that belong together. */
    record Phase(String title, List<Item> items) {}

    /** Returns the exhaustive phases. */
    List<Phase> exhaustive() {
        return List.of(
                all("one interruption at every step", Encounters.once()),
                all("two CPUs, one switch", Encounters.twoCpus(1)),
                all("two interruptions at every pair of steps", Encounters.twice()),
                all("two CPUs, two switches", Encounters.twoCpus(2)));
    }

    /** Returns the phases that go into every situation, and no further. */
    List<Phase> brief() {
        List<Encounter> once = Encounters.once();
        Set<Column> reached = once.stream().map(Encounter::column).collect(Collectors.toSet());
        List<Encounter> rest = Encounters.twoCpus(1).stream()
                .filter(encounter -> !reached.contains(encounter.column()))
                .toList();
        return List.of(all("one interruption at every step", once), all("two CPUs, one switch", rest));
    }

    private Phase all(String title, List<Encounter> encounters) {
        List<Item> items = new ArrayList<>();
        for (Encounter encounter : encounters) {
            for (StorageBackend backend : backends) {
                items.add(new Item(
                        backend, encounter, encounter.bounds(), ExhaustiveScheduler::new, Long.MAX_VALUE, false));
            }
        }
        return new Phase(title, items);
    }

    /** Returns round {@code number} of schedules at random, half of them by priorities. */
    Phase round(int number) {
        List<Item> items = new ArrayList<>();
        List<Encounter> encounters = new ArrayList<>(Encounters.twice());
        encounters.addAll(Encounters.twoCpus(2));
        for (Encounter encounter : encounters) {
            boolean switches = encounter.bounds().switches() > 0;
            Bounds bounds = switches
                    ? new Bounds(encounter.bounds().interruptions() + 1, 4)
                    : new Bounds(encounter.bounds().interruptions() + 2, 0);
            long most = switches ? ROUND_THREADS : ROUND_INLINE;
            for (StorageBackend backend : backends) {
                long its = seed + 31L * number + 1_000_003L * items.size();
                Supplier<Scheduler> scheduler = number % 2 == 0
                        ? () -> new RandomScheduler(its, INTERVENTIONS)
                        : () -> new PctScheduler(its, PCT_DEPTH);
                items.add(new Item(backend, encounter, bounds, scheduler, most, true));
            }
        }
        return new Phase("round " + number + " at random", items);
    }
}
