package dev.spinlab.bench.interrupts;

import dev.spinlab.bench.driver.InterruptLevel;
import dev.spinlab.bench.driver.Workload;

/**
 * One situation of one backend.
 *
 * @param backend its id
 * @param workload what is interrupted
 * @param level by what
 * @param source where the interrupts come from
 */
public record Cell(String backend, Workload workload, InterruptLevel level, Source source) {
    /**
     * A readable name.
     *
     * @return for example {@code rqspinlock: interrupted-create-delete, nmi, realtime}
     */
    public String label() {
        return backend + ": " + workload.id() + ", " + level.id() + ", " + source.id();
    }
}
