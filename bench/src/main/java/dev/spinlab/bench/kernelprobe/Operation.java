package dev.spinlab.bench.kernelprobe;

import dev.spinlab.results.kernel.KernelRow;

/** What a task does over and over inside a BPF program. */
enum Operation {
    /** Creates its storage and deletes it. */
    CREATE_DELETE(KernelRow.CREATE_DELETE, "create", 64),

    /** Looks its storage up, which is there. */
    LOOKUP_HIT(KernelRow.LOOKUP_HIT, "lookup", 2048),

    /** Nothing but what every round begins with: asking for the running task. */
    NOTHING(KernelRow.NOTHING, "nothing", 2048);

    private final String id;
    private final String get;
    private final int rounds;

    Operation(String id, String get, int rounds) {
        this.id = id;
        this.get = get;
        this.rounds = rounds;
    }

    /** Its name in results. */
    String id() {
        return id;
    }

    /** What its call of the get function is, in results. */
    String get() {
        return get;
    }

    /**
     * How often it is done in one run of the program. Runs are some ten microseconds long, so that the way into the kernel is
     * a small part; the verifier walks through all rounds of a run, which bounds them.
     */
    int rounds() {
        return rounds;
    }
}
