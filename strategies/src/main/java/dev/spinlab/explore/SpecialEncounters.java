package dev.spinlab.explore;

import java.util.List;

/** Encounters that are more than a pair of operations. */
final class SpecialEncounters {
    private SpecialEncounters() {}

    static List<Encounter> once() {
        return List.of();
    }

    static List<Encounter> twoCpus(int switches) {
        return List.of();
    }
}
