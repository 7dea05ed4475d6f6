package dev.spinlab.explore;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** Encounters that are more than a pair of operations. */
final class SpecialEncounters {
    /** After so many turns what was deleted first has been freed. */
    private static final int MOST_TURNS = 6;

    private SpecialEncounters() {}

    static List<Encounter> once() {
        List<Encounter> all = new ArrayList<>();
        for (Operation second : EnumSet.of(Operation.UPDATE, Operation.DELETE)) {
            for (Way way : EnumSet.of(Way.HARDIRQ, Way.NMI, Way.TASK)) {
                for (int turns = 0; turns <= MOST_TURNS; turns++) {
                    all.add(new SleepingReader(second, way, turns));
                }
            }
            all.add(new TickedReader(second, Way.HARDIRQ));
            all.add(new TickedReader(second, Way.TASK));
        }
        all.add(new LockInterrupted());
        return all;
    }

    static List<Encounter> twoCpus(int switches) {
        List<Encounter> all = new ArrayList<>();
        all.add(new LockContended(2, switches));
        all.add(new LockContended(3, switches));
        all.add(new Abba(Operation.UPDATE, switches));
        all.add(new Abba(Operation.DELETE, switches));
        all.add(new StuckOwner(Operation.UPDATE, switches));
        all.add(new StuckOwner(Operation.DELETE, switches));
        return all;
    }
}
