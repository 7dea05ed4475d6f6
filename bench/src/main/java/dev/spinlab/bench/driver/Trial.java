package dev.spinlab.bench.driver;

import java.util.SortedMap;
import java.util.TreeMap;

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
    public SortedMap<String, String> params() {
        SortedMap<String, String> params = new TreeMap<>(measured.parameters());
        params.put("backend", backend);
        params.put("cpus", Integer.toString(measured.cpus()));
        params.put("preemption", measured.preemption().id());
        params.put("interrupts", measured.interrupts().id());
        params.put("latency", measured.latency() ? "on" : "off");
        return params;
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
