package dev.spinlab.machine;

/**
 * Whether the exact counters, and the detectors of lost, twice freed and wrongly used objects, work. They always do; the
 * system property {@code spinlab.detectors=off} is for the one benchmark that asks what they cost.
 */
public final class Detectors {
    /** A constant, so that the compiler leaves nothing of what is off, and no test of what is on. */
    public static final boolean ON = !"off".equals(System.getProperty("spinlab.detectors"));

    private Detectors() {}
}
