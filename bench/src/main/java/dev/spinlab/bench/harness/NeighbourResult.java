package dev.spinlab.bench.harness;

/**
 * What the neighbours did while tasks were measured.
 *
 * @param units units of other work
 * @param perSecond units per second, each CPU by its own time, summed over CPUs
 */
record NeighbourResult(long units, double perSecond) {
    static final NeighbourResult NONE = new NeighbourResult(0, 0);

    NeighbourResult plus(NeighbourResult other) {
        return new NeighbourResult(units + other.units, perSecond + other.perSecond);
    }
}
