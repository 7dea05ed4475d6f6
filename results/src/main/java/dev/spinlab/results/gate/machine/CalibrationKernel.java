package dev.spinlab.results.gate.machine;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/** A small piece of work that stands for the machine: it never changes, so its time tells how fast the machine is. */
public enum CalibrationKernel {
    /** An atomic read-modify-write. */
    CAS("cas"),
    /** A load that misses the caches. */
    CACHE_MISS("cacheMiss"),
    /** A hand-over between two threads. */
    HAND_OVER("handOver");

    private final String id;

    CalibrationKernel(String id) {
        this.id = id;
    }

    /**
     * Its name in files and outputs.
     *
     * @return for example {@code cacheMiss}
     */
    @JsonValue
    public String id() {
        return id;
    }

    /** What it took, in the order in which it ran. */
    List<Double> times(TimedBaseline.Calibration calibration) {
        return switch (this) {
            case CAS -> calibration.cas();
            case CACHE_MISS -> calibration.cacheMiss();
            case HAND_OVER -> calibration.handOver();
        };
    }
}
