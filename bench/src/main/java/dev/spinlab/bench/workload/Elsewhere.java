package dev.spinlab.bench.workload;

import dev.spinlab.storage.Owner;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The owners on which the tasks that create and delete work, for readers to look into. */
final class Elsewhere {
    private final List<Owner> owners = new CopyOnWriteArrayList<>();

    Elsewhere() {}

    void add(Owner owner) {
        owners.add(owner);
    }

    /** The {@code turn}-th owner, over and over; null as long as no such task has been set up. */
    @Nullable
    Owner owner(int turn) {
        int known = owners.size();
        return known == 0 ? null : owners.get(turn % known);
    }
}
