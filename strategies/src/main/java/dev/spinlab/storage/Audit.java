package dev.spinlab.storage;

/**
 * What the detectors found since the storage was opened, in objects: elements and the storages that hold them.
 *
 * @param lost retired, but the reclaimer never freed them
 * @param leaked neither linked anywhere nor handed to the reclaimer
 * @param doubleFreed freed, or handed over to be freed, a second time
 * @param usedAfterFree uses of freed objects
 */
public record Audit(long lost, long leaked, long doubleFreed, long usedAfterFree) {
    /** Returns whether nothing was found. */
    public boolean clean() {
        return lost == 0 && leaked == 0 && doubleFreed == 0 && usedAfterFree == 0;
    }
}
