package dev.spinlab.bench.harness;

import dev.spinlab.storage.Audit;

/** Turns the detectors' counts since the storage was opened into counts per iteration, each violation counted once. */
final class Violations {
    private static final Audit NOTHING = new Audit(0, 0, 0, 0);

    private Audit seen = NOTHING;

    Violations() {}

    /**
     * What is new to the reader of results, who sees measured iterations only: what happened in a warm-up is counted in the
     * measured iteration that follows.
     *
     * @param now counts since the storage was opened
     * @param measured whether the iteration was more than a warm-up
     * @return how far each count is above the highest one so far; never negative, so that no kind hides another in a sum
     */
    Audit report(Audit now, boolean measured) {
        if (!measured) {
            return NOTHING;
        }
        Audit fresh = new Audit(
                Math.max(0, now.lost() - seen.lost()),
                Math.max(0, now.leaked() - seen.leaked()),
                Math.max(0, now.doubleFreed() - seen.doubleFreed()),
                Math.max(0, now.usedAfterFree() - seen.usedAfterFree()));
        seen = new Audit(
                seen.lost() + fresh.lost(),
                seen.leaked() + fresh.leaked(),
                seen.doubleFreed() + fresh.doubleFreed(),
                seen.usedAfterFree() + fresh.usedAfterFree());
        return fresh;
    }
}
