package dev.spinlab.explore;

import dev.spinlab.backend.StorageBackend;

/** Leaves out of a failing schedule every choice that it fails without. */
public final class Minimizer {
    private final Explorer explorer;

    /** Creates one that runs schedules on {@code explorer}. */
    public Minimizer(Explorer explorer) {
        this.explorer = explorer;
    }

    /** Returns a finding of the same rule with as few choices as leaving out one by one can reach. */
    public Finding minimize(StorageBackend backend, Encounter encounter, Finding found) {
        Finding best = found;
        ChoiceList list = ChoiceList.parse(found.choices());
        boolean shorter = true;
        // Bounded: each round leaves out a choice.
        while (shorter) {
            shorter = false;
            for (long point : list.points()) {
                ChoiceList candidate = list.without(point);
                Finding again = explorer.replay(backend, encounter, candidate, Replay.WIDE, director -> director);
                if (again != null && again.rule() == found.rule() && size(again) < list.size()) {
                    list = ChoiceList.parse(again.choices());
                    best = again;
                    shorter = true;
                    break;
                }
            }
        }
        return best;
    }

    private static int size(Finding finding) {
        return ChoiceList.parse(finding.choices()).size();
    }
}
