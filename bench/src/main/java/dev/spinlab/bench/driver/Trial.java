package dev.spinlab.bench.driver;

import java.util.Map;

/**
 * A case with one backend: what a fork measures.
 *
 * @param measured the case
 * @param backend id of the backend
 */
public record Trial(Case measured, String backend) {

    /**
     * The JMH parameters; a parameter that is not named here keeps its benchmark's default.
     *
     * @return name to value
     */
    public Map<String, String> params() {
        return Map.of(
                "backend", backend,
                "cpus", Integer.toString(measured.cpus()),
                "preemption", measured.preemption().id(),
                "interrupts", measured.interrupts().id(),
                "latency", measured.latency() ? "on" : "off");
    }

    /**
     * A readable name.
     *
     * @return for example {@code rqspinlock: create-delete, 1 CPU x 2 tasks, preemption full}
     */
    public String label() {
        return backend + ": " + measured.label();
    }

    /**
     * A name for files.
     *
     * @return for example {@code create-delete-1x2-full-none-rqspinlock}
     */
    public String slug() {
        return measured.slug() + "-" + backend;
    }
}
