package dev.spinlab.results.gate.machine;

import dev.spinlab.results.gate.export.Direction;
import dev.spinlab.results.gate.timed.Metric;

/** How a metric follows the speed of the machine. */
public enum Scaling {
    /** A time: on a machine that is slower by a tenth it is greater by a tenth. */
    TIME,
    /** Something per time: it is smaller on a slower machine. */
    RATE,
    /** A share or a number of things, which does not follow it. */
    NONE;

    /**
     * How a metric follows it.
     *
     * @param metric the metric
     * @return from what the metric says of itself
     */
    public static Scaling of(Metric metric) {
        if (!metric.timed()) {
            return NONE;
        }
        return metric.direction() == Direction.SMALLER_IS_BETTER ? TIME : RATE;
    }

    /**
     * What a ratio of values has to be multiplied by to be free of the machine.
     *
     * @param slower times of the new run relative to those of the old one, for example 1.1
     * @return the factor
     */
    double factor(double slower) {
        return switch (this) {
            case TIME -> 1 / slower;
            case RATE -> slower;
            case NONE -> 1;
        };
    }
}
